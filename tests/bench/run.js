import { continueUnderPinnedNode, install } from '../../src/cli/install.js';

/* `npm run bench`: figures of the build at hand, on this machine. Build first: npm run build. */
install();
if (!continueUnderPinnedNode()) await (await import('./figures.ts')).figures();
