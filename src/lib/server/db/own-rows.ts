import {
	AliasNode,
	AndNode,
	BinaryOperationNode,
	CamelCasePlugin,
	ColumnNode,
	IdentifierNode,
	OperatorNode,
	ParensNode,
	PrimitiveValueListNode,
	ReferenceNode,
	SelectAllNode,
	SelectQueryNode,
	TableNode,
	ValueNode,
	type OperationNode,
	type PluginTransformQueryArgs,
	type PluginTransformResultArgs,
	type QueryId,
	type QueryResult,
	type RootOperationNode,
	type UnknownRow
} from 'kysely';

/** A row came back that was not asked for: an index of the database is damaged. Nobody is shown it. */
export class NotTheRow extends Error {
	constructor(column: string) {
		super(`the database gave a row of another ${column} than was asked for: check its indexes`);
		this.name = 'NotTheRow';
	}
}

/** A column of the result, and the texts that it can be: those that were asked for. */
type Asked = [column: string, values: ReadonlySet<string>];

/**
 * Our names for the database's, and a second look at what it gives. A database finds rows by its indexes and believes
 * them: one bit of an index turned over, and a child's session or answers are found under another's. So each row is
 * held against what was asked for, wherever the query gives the column that it asks about.
 */
export class OwnRows extends CamelCasePlugin {
	readonly #asked = new WeakMap<QueryId, Asked[]>();

	override transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
		if (SelectQueryNode.is(args.node)) {
			const asked = askedOf(args.node);
			if (asked.length) this.#asked.set(args.queryId, asked);
		}
		return super.transformQuery(args);
	}

	/** Throws NotTheRow. */
	override async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
		const result = await super.transformResult(args);
		for (const [column, values] of this.#asked.get(args.queryId) ?? [])
			for (const row of result.rows) if (!values.has(row[column] as string)) throw new NotTheRow(column);
		return result;
	}
}

/** What every row of the result must say: conditions on a text that all hold, and whose column is in the result. */
function askedOf(query: SelectQueryNode): Asked[] {
	if (!query.where || query.setOperations) return [];
	const single = query.joins?.length || query.from?.froms.length !== 1 ? undefined : nameOf(query.from.froms[0]!);
	return [...conditionsOf(query.where.where)].flatMap(({ left, values }) => {
		const table = left.table ? nameOf(left.table) : single;
		const name = table && ColumnNode.is(left.column) && nameInResult(query, table, left.column.column.name, single);
		return name ? [[name, values]] : [];
	});
}

function* conditionsOf(node: OperationNode): Generator<{ left: ReferenceNode; values: ReadonlySet<string> }> {
	if (ParensNode.is(node)) yield* conditionsOf(node.node);
	if (AndNode.is(node)) {
		yield* conditionsOf(node.left);
		yield* conditionsOf(node.right);
	}
	if (!BinaryOperationNode.is(node) || !ReferenceNode.is(node.leftOperand) || !OperatorNode.is(node.operator)) return;
	const values = textsOf(node.operator.operator, node.rightOperand);
	if (values) yield { left: node.leftOperand, values };
}

function textsOf(operator: string, right: OperationNode): ReadonlySet<string> | undefined {
	const values =
		operator === '=' && ValueNode.is(right)
			? [right.value]
			: operator === 'in' && PrimitiveValueListNode.is(right)
				? right.values
				: [];
	return values.length && values.every((value) => typeof value === 'string') ? new Set(values) : undefined;
}

/** What a column is called in the result; undefined where it is not in it, or where two columns have that name. */
function nameInResult(query: SelectQueryNode, table: string, column: string, single?: string): string | undefined {
	const names = (query.selections ?? []).flatMap(({ selection }): { name: string; mine: boolean }[] => {
		const node = AliasNode.is(selection) ? selection.node : selection;
		const alias = AliasNode.is(selection) && IdentifierNode.is(selection.alias) ? selection.alias.name : undefined;
		if (SelectAllNode.is(node)) return [{ name: column, mine: single !== undefined }];
		if (!ReferenceNode.is(node)) return alias ? [{ name: alias, mine: false }] : [];
		const from = node.table ? nameOf(node.table) : single;
		if (SelectAllNode.is(node.column)) return [{ name: column, mine: from === table }];
		const own = node.column.column.name;
		return [{ name: alias ?? own, mine: from === table && own === column }];
	});
	const found = names.find(({ mine }) => mine)?.name;
	return names.filter(({ name }) => name === found).length === 1 ? found : undefined;
}

const nameOf = (node: OperationNode): string | undefined =>
	AliasNode.is(node)
		? IdentifierNode.is(node.alias)
			? node.alias.name
			: undefined
		: TableNode.is(node)
			? node.table.identifier.name
			: undefined;
