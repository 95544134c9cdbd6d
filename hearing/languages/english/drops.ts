import type { DropWords } from '../language.ts';

const LEAVES =
  /^(?:(?:no|ok|okay|actually|oh|well|sorry|wait|please|and|but|you know what|on second thought)[\s,]+)*(?:never ?mind|forget(?: about)?|drop|skip|leave out|scratch|ignore|don['’]?t bother(?: with)?|let['’]s (?:not do|skip|drop|forget))\b[\s,]*(?<what>.*?)(?:[\s,]*(?:please|for now|then|thanks|thank you|actually|after all))*[.!]*$/i;
const CURRENT =
  /^(?:(?:about )?(?:it|that|this|this one|that one|the (?:whole )?(?:thing|matter|request)))?$/i;
const ALL = /^(?:(?:about )?(?:everything|all|all of (?:it|them|that)|both|them|both of them))$/i;
const PLACE =
  /^(?:about )?the (?<place>first|second|third|fourth|fifth|last|other)(?: (?:one|thing|request|wish|order))?$/i;

/** Words by which a goal is given up. */
export const DROPS: DropWords = {
  leaves: LEAVES,
  current: CURRENT,
  all: ALL,
  place: PLACE,
  places: new Map<string, number | 'last' | 'other'>([
    ['first', 0],
    ['second', 1],
    ['third', 2],
    ['fourth', 3],
    ['fifth', 4],
    ['last', 'last'],
    ['other', 'other'],
  ]),
};
