import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scriptOf, sources } from '../support/sources.ts';

/** What is passed to `audit.record(…)`, up to the bracket that closes it. */
function callsIn(script: string): string[] {
	return [...script.matchAll(/\baudit\.record\(/g)].map(({ index }) => {
		let depth = 0;
		let at = index + 'audit.record'.length;
		do depth += { '(': 1, ')': -1 }[script[at++]!] ?? 0;
		while (depth && at < script.length);
		return script.slice(index, at);
	});
}

test('each thing that is written into the log has words for those who read it', () => {
	const { actions } = JSON.parse(readFileSync('locales/en/audit.json', 'utf8')) as {
		actions: Record<string, Record<string, string>>;
	};
	const known = Object.entries(actions).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`));
	const isSaid = (action: string) => {
		const pattern = new RegExp(`^${action.replace('.', '\\.').replace(/\$\{[^}]*\}/g, '[a-z-]+')}$`);
		return known.some((one) => pattern.test(one));
	};
	const wordless = sources('src', /\.ts$/).flatMap((source) =>
		callsIn(scriptOf(source))
			.flatMap((call) => [...call.matchAll(/(?<=')[a-z-]+\.[a-z-]+(?=')|(?<=`)[a-z-]+\.(?:[a-z-]|\$\{[^}]*\})+(?=`)/g)])
			.filter(([action]) => !isSaid(action))
			.map(([action]) => `${source.path}: ${action}: say it in locales/en/audit.json`)
	);
	expect(wordless).toEqual([]);
});
