import { type Figure, figures, percentile } from '../figure.ts';
import type { Prices } from './measure-price.ts';
import type { Priced, PricedTurn } from './price-probe.ts';

const KB = 1024;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The figures of one checkout, with what the project promises of them. */
export function priceFigures({ flow, waits, model }: Prices): readonly Figure[] {
  const figure = figures('price');
  return [
    ...(waits ? waitFigures(waits) : []),
    ...turnFigures('flow', flow, null),
    ...turnFigures('model', model, 24),
    ...(flow.clients
      ? [
          figure('one client', flow.clients.one, '/CPU-s'),
          figure('sixteen clients', flow.clients.sixteen, '/CPU-s'),
          figure('one client against sixteen', flow.clients.one / flow.clients.sixteen, 'ratio', 1.15),
        ]
      : []),
    ...(model.history.length > 0
      ? [
          figure(
            'model turn after 100,000 turns against after few',
            percentile(model.history, 0.5),
            'ratio',
            1.1,
          ),
        ]
      : []),
  ];
}

const hasEffect = ({ kind }: PricedTurn): boolean => kind === 'yes, executed';

function waitFigures({ turns }: Priced): readonly Figure[] {
  const figure = figures('price');
  const waitsOf = (which: readonly PricedTurn[]) => mean(which.map(({ waits }) => waits ?? 0));
  const sum = (pick: (turn: PricedTurn) => number) => turns.reduce((total, turn) => total + pick(turn), 0);
  return [
    figure('flow turn without an effect', waitsOf(turns.filter((turn) => !hasEffect(turn))), 'waits', 4),
    figure('flow turn with an effect', waitsOf(turns.filter(hasEffect)), 'waits', 6),
    figure(
      'flow turn on a slow disk, clock against CPU',
      sum(({ ms }) => ms) / sum(({ cpuMs }) => cpuMs),
      'ratio',
      1.5,
    ),
  ];
}

function turnFigures(driver: string, { turns, kept }: Priced, cpu: number | null): readonly Figure[] {
  const figure = figures('price');
  const meant = turns.filter((turn) => turn.meant);
  const bytes = meant.flatMap((turn) => turn.bytes ?? []);
  const tables = Object.entries(kept).filter(([, size]) => size / turns.length > KB / 4);
  const all = Object.values(kept).reduce((sum, size) => sum + size, 0);
  return [
    figure(
      `${driver} turn, p50`,
      percentile(
        meant.map(({ cpuMs }) => cpuMs),
        0.5,
      ),
      'CPU-ms',
      cpu,
    ),
    ...(bytes.length > 0 ? [figure(`${driver} turn, written`, mean(bytes) / KB, 'KB', 300)] : []),
    figure(`${driver} turn, kept in the ledger`, all / turns.length / KB, 'KB', 6),
    ...tables.map(([name, size]) =>
      figure(`${driver} turn, kept in ${name}`, size / turns.length / KB, 'KB'),
    ),
    figure(`${driver} turns that ended as meant`, meant.length, 'turns'),
  ];
}
