import { continueUnderPinnedNode, install } from '../../src/cli/install.js';

/*
 * `npm run reliability`: what is promised of what a child sent, tried at length; `npm run reliability -- kill power` only
 * those, `--short` as `npm test` does. Build first where one says so: npm run build.
 */
install();
if (!continueUnderPinnedNode()) await (await import('./all.ts')).run(process.argv.slice(2));
