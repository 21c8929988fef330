import { join } from 'node:path';
import { listen } from './listen.ts';

/** `node build`: serves the build it is part of, and nothing besides; `npm start` does what comes before. */
await listen(join(import.meta.dirname, 'handler.js'));
