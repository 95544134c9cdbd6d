import { Option } from 'commander';

/** The option of the commands that serve agents over another file of records. */
export const dbOption = (): Option =>
  new Option(
    '--db <file>',
    'serve each agent whose record shapes this JSON file has over a copy of it, the others over their demo records',
  );
