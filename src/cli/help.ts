import { Command } from 'commander';
import { SETTINGS } from '#lib/server/settings.ts';
import { command, t, WrongUse, run } from './command.ts';

/** `sayso help [COMMAND…]`, and `sayso help settings`: every setting with its default. */
export function helpSettings(sayso: Command): Command {
	return command('help')
		.argument('[command...]', t('cli:options.command'))
		.action(
			run<{ json?: boolean }>(async (_, path) => {
				if (path[0] === 'settings') return settings();
				const found = path.reduce<Command | undefined>(
					(at, name) => at?.commands.find((inner) => inner.name() === name),
					sayso
				);
				if (!found) throw new WrongUse('no-command', { name: path.join(' ') });
				return { json: { help: found.helpInformation() }, lines: [found.helpInformation().trimEnd()] };
			})
		);
}

function settings() {
	const all = Object.entries(SETTINGS).map(([name, setting]) => ({
		name,
		default: setting.default,
		meaning: t(`cli:settings.${name}`)
	}));
	const width = Math.max(...all.map(({ name }) => name.length));
	const lines = all.map(
		({ name, default: value, meaning }) => `${name.padEnd(width)}  ${meaning}${value && ` [${value}]`}`
	);
	return { json: { settings: all }, lines };
}
