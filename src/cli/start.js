import { continueUnderPinnedNode, install } from './install.js';

/*
 * `npm start`: installs what is missing, then goes on under the pinned Node in serve.ts. Up to there nothing is
 * installed that could read the locale files, so the few sentences are here and in install.js.
 */
const HELP = `Usage: npm start

Starts Sayso on this machine: installs what is missing, builds, brings the database up to date, puts made-up data
into an empty one, and serves http://localhost:3000. It prints where to go. Ctrl-C ends it.

Settings are environment variables, for example: PORT=8080 npm start
All of them: npm run -s sayso -- help settings`;

const [first] = process.argv.slice(2);
if (first === '--help' || first === '-h') {
	console.log(HELP);
} else if (first !== undefined) {
	console.error(HELP);
	process.exitCode = 2;
} else {
	install();
	if (!continueUnderPinnedNode()) await (await import('./serve.ts')).serve();
}
