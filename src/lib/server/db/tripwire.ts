import type { KyselyPlugin, OperationNode, RootOperationNode } from 'kysely';
import { OWNED_TABLES } from './schema.ts';

const OWNED = new Set<string>(OWNED_TABLES);
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A query on a tenant's table that never mentions whose. A bug, and one that would leak: never caught. */
export class MissingAuthority extends Error {}

/**
 * Throws when a query touches a tenant's table and does not tie it to an authority: every table it reads, joins,
 * changes or fills must appear with its `authority_id`. On in every test.
 */
export const tripwire: KyselyPlugin = {
	transformQuery({ node }) {
		const seen = { tables: new Map<string, string>(), tied: new Set<string>(), loose: false };
		walk(node, seen);
		for (const [alias, table] of seen.tables) {
			if (!seen.tied.has(alias) && !(seen.loose && seen.tables.size === 1)) {
				throw new MissingAuthority(`a query on ${table} (as ${alias}) without its authority_id`);
			}
		}
		return node;
	},
	transformResult: async ({ result }) => result
};

interface Seen {
	/** alias → table */
	tables: Map<string, string>;
	/** aliases whose authority_id is mentioned */
	tied: Set<string>;
	/** authority_id mentioned without a table */
	loose: boolean;
}

type Named = { identifier?: { name?: string } };

function walk(node: OperationNode | RootOperationNode, seen: Seen, alias?: string): void {
	if (node.kind === 'AliasNode') {
		const { node: inner, alias: name } = node as unknown as { node: OperationNode; alias: { name?: string } };
		return walk(inner, seen, name.name);
	}
	if (node.kind === 'TableNode') return noteTable(node, seen, alias);
	if (node.kind === 'ReferenceNode') return noteReference(node, seen);
	if (node.kind === 'ColumnNode' && isAuthority(node)) seen.loose = true;
	for (const value of Object.values(node)) {
		for (const child of Array.isArray(value) ? value : [value]) {
			if (child && typeof child === 'object' && 'kind' in child) walk(child as OperationNode, seen);
		}
	}
}

function noteTable(node: OperationNode, seen: Seen, alias?: string) {
	const name = snake((node as unknown as { table: Named }).table.identifier?.name ?? '');
	if (OWNED.has(name)) seen.tables.set(snake(alias ?? name), name);
}

function noteReference(node: OperationNode, seen: Seen) {
	const { table, column } = node as unknown as { table?: { table: Named }; column: OperationNode };
	if (!isAuthority(column)) return;
	const name = table?.table.identifier?.name;
	if (name) seen.tied.add(snake(name));
	else seen.loose = true;
}

function isAuthority(node: OperationNode): boolean {
	const column = (node as unknown as { column?: { name?: string } }).column;
	return node.kind === 'ColumnNode' && snake(column?.name ?? '') === 'authority_id';
}
