import * as auditList from '#lib/server/audit-list.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { csvOf } from '#lib/server/csv.ts';
import { serverTranslator } from '#lib/server/words.ts';

const COLUMNS = ['number', 'at', 'who', 'role', 'what', 'action', 'detail', 'child-id', 'child'] as const;

export async function GET({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const t = serverTranslator();
	const rows = await auditList.everything(scope, auditList.readQuery(url.searchParams));
	const cells = rows.map(({ seq, at, actor, action, detail, child }) => {
		const [noun, verb] = action.split('.') as [string, string];
		const role = actor.role ? t(`staff:roles.${actor.role}`) : '';
		const who = actor.name ?? t(`audit:actor.${actor.kind}`);
		const what = t(`audit:actions.${noun}.${verb}`);
		return [seq, at, who, role, what, action, detail ?? '', child?.externalId ?? '', child?.name ?? ''];
	});
	return new Response(csvOf([COLUMNS.map((column) => t(`audit:columns.${column}`)), ...cells]), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="log.csv"' }
	});
}
