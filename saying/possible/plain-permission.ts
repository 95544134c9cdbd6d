import { clauseWords } from '../claims/clause-words.ts';
import { tellingStems } from '../claims/english-talk.ts';
import type { Permission } from './permission-phrases.ts';

/** Words that tell of a part of an action, or of one way to do it. */
const PARTIAL =
  /\b(?:just|part|partial|partially|individual|individually|single|some|twice|again|separately|directly|another|other|different|new|(?<!any )more|same|without|into|via|through)\b/;
/** Means and persons of an action: no rule about the record alone decides it. */
const WAY = / (?:to|with|by|from) (?!(?:the |your |this |that )?(?:order|reservation|booking|#))/;

/** True if a permission is of the action as a whole, so that the rules about its record may deny it. */
export const isOfTheWhole = ({ before, after }: Permission): boolean =>
  !PARTIAL.test(`${before} ${after}`) && !WAY.test(`${after} `);

/** Prices, times and limits are of the business, in whatever words. */
const TERMS =
  /\b(?:free|charges?|fees?|costs?|guaranteed?|discounts?|vouchers?|compensations?|always|never|any|anything|all|every|everything|minutes?|hours?|days?|weeks?|months?|years?|percent|members?|must|policy|refund|refunded|refundable|will|would)\b|[%$]|(?<![\w#])\d+(?!\w)/;

/** True if a piece says nothing but a permission: all its words are those of tools, or of records. */
export function saysNoMore(
  piece: string,
  own: ReadonlySet<string>,
  inRecords: () => ReadonlySet<string>,
): boolean {
  if (TERMS.test(piece)) return false;
  return tellingStems(clauseWords(piece)).every((stem) => own.has(stem) || inRecords().has(stem));
}
