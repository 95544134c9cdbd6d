import { fileURLToPath } from 'node:url';

const here = import.meta.url;

/** Claims that what runs are the sources of a checkout, not the JavaScript of the package. */
export const FROM_SOURCES = here.endsWith('.ts');

/** The folder of this package: the checkout, or where npm has put it. */
export const PACKAGE_FOLDER = fileURLToPath(new URL(FROM_SOURCES ? '..' : '../..', here)).replace(/\/$/, '');
