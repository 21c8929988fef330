/** What a table is about, whatever the layout calls it. Rows of a child are read in this order. */
export const KINDS = ['professional', 'child', 'episode', 'unaccompanied', 'involvement', 'review'] as const;
export type Kind = (typeof KINDS)[number];

/** How a cell is read. */
export type CellType = 'id' | 'text' | 'day' | 'flag' | 'sex' | 'code' | 'reason';

/** Every field of a kind of table, by the name a mapping uses, and how it is read. */
export const FIELDS = {
	professional: { id: 'id', name: 'text' },
	child: { child: 'id', 'first-name': 'text', 'last-name': 'text', 'born-on': 'day', sex: 'sex' },
	episode: {
		id: 'id',
		child: 'id',
		'care-id': 'id',
		'care-started-on': 'day',
		'started-on': 'day',
		'ended-on': 'day',
		'reason-started': 'reason',
		'reason-ended': 'text',
		'legal-status': 'text',
		'placement-type': 'text'
	},
	unaccompanied: { child: 'id', status: 'text', 'started-on': 'day', 'ended-on': 'day', 'born-on': 'day' },
	involvement: { id: 'id', child: 'id', professional: 'id', role: 'text', 'started-on': 'day', 'ended-on': 'day' },
	review: {
		id: 'id',
		child: 'id',
		'care-id': 'id',
		'episode-id': 'id',
		'born-on': 'day',
		'due-on': 'day',
		'held-on': 'day',
		cancelled: 'flag',
		code: 'code'
	}
} as const satisfies Record<Kind, Record<string, CellType>>;

export type Field<K extends Kind = Kind> = K extends Kind ? keyof (typeof FIELDS)[K] & string : never;

export interface TableLayout {
	/** What the report calls it. */
	name: string;
	kind: Kind;
	layout: 'ssd' | 'ssda903' | 'mapping';
	/** Columns by field, the current name first, then those of other releases. */
	columns: Partial<Record<string, readonly string[]>>;
	/** Fields without which no row can be read; of a list in a list, one is enough. */
	required: readonly (string | readonly string[])[];
	/** Columns that only this table of the layout has. */
	marks: readonly string[];
	/** Fields that only some systems add: nobody misses them. */
	extra?: readonly string[];
	/** Columns the layout has and Sayso does not read. */
	unread: readonly string[];
	/** How such a file is called. */
	file: RegExp;
}

const named = (name: string): RegExp => new RegExp(`(?:^|[^a-z])${name}(?:[^a-z]|$)`, 'i');
const words = (text: string): string[] => text.trim().split(/\s+/);

/** The Standard Safeguarding Dataset's tables, with the column names of all its releases. */
const SSD: readonly TableLayout[] = [
	{
		name: 'ssd_professionals',
		kind: 'professional',
		layout: 'ssd',
		columns: { id: ['prof_professional_id'], name: ['prof_professional_name'] },
		required: ['id', 'name'],
		marks: ['prof_professional_id'],
		unread: words(`prof_staff_id prof_social_worker_registration_no prof_agency_worker_flag prof_professional_job_title
			prof_professional_caseload prof_professional_department prof_full_time_equivalency`),
		file: named('(?:ssd_)?professionals?')
	},
	{
		name: 'ssd_person',
		kind: 'child',
		layout: 'ssd',
		columns: {
			child: ['pers_person_id'],
			'first-name': ['pers_forename'],
			'last-name': ['pers_surname'],
			'born-on': ['pers_dob'],
			sex: ['pers_sex', 'pers_gender']
		},
		required: ['child', 'born-on'],
		marks: ['pers_person_id'],
		unread: words(`pers_legacy_id pers_upn pers_gender pers_ethnicity pers_single_unique_id pers_common_child_id
			pers_upn_unknown pers_send_flag pers_send pers_expected_dob pers_death_date pers_is_mother pers_nationality ssd_flag`),
		file: named('(?:ssd_)?persons?')
	},
	{
		name: 'ssd_cla_episodes',
		kind: 'episode',
		layout: 'ssd',
		columns: {
			id: ['clae_cla_episode_id'],
			child: ['clae_person_id'],
			'care-id': ['clae_cla_id'],
			'care-started-on': ['clae_entered_care_date'],
			'started-on': ['clae_cla_episode_start_date', 'clae_cla_episode_start'],
			'ended-on': ['clae_cla_episode_ceased_date', 'clae_cla_episode_ceased'],
			'reason-started': ['clae_cla_episode_start_reason'],
			'reason-ended': ['clae_cla_episode_ceased_reason', 'clae_cla_episode_cease_reason'],
			'legal-status': ['clae_legal_status', 'lega_legal_status'],
			'placement-type': ['clap_cla_placement_type']
		},
		required: ['child', 'started-on'],
		extra: ['legal-status', 'placement-type'],
		marks: ['clae_person_id', 'clae_cla_episode_id'],
		unread: words(
			'clae_cla_placement_id clae_cla_primary_need_code clae_cla_primary_need clae_referral_id clae_cla_last_iro_contact_date'
		),
		file: named('(?:ssd_)?cla_episodes?')
	},
	{
		name: 'ssd_immigration_status',
		kind: 'unaccompanied',
		layout: 'ssd',
		columns: {
			child: ['immi_person_id'],
			status: ['immi_immigration_status'],
			'started-on': ['immi_immigration_status_start_date', 'immi_immigration_status_start'],
			'ended-on': ['immi_immigration_status_end_date', 'immi_immigration_status_end']
		},
		required: ['child', 'status'],
		marks: ['immi_person_id'],
		unread: ['immi_immigration_status_id'],
		file: named('(?:ssd_)?immigration_status')
	},
	{
		name: 'ssd_involvements',
		kind: 'involvement',
		layout: 'ssd',
		columns: {
			id: ['invo_involvements_id', 'invo_involvement_id'],
			child: ['invo_person_id'],
			professional: ['invo_professional_id'],
			role: ['invo_professional_role_id', 'invo_involvement_role', 'invo_professional_role'],
			'started-on': ['invo_involvement_start_date', 'invo_involvement_start'],
			'ended-on': ['invo_involvement_end_date', 'invo_involvement_end']
		},
		required: ['child', 'professional', 'role', 'started-on'],
		marks: ['invo_professional_id', 'invo_involvements_id'],
		unread: words('invo_professional_team invo_worker_change_reason invo_referral_id'),
		file: named('(?:ssd_)?involvements?')
	},
	{
		name: 'ssd_cla_reviews',
		kind: 'review',
		layout: 'ssd',
		columns: {
			id: ['clar_cla_review_id'],
			child: ['clar_cla_person_id', 'clar_person_id'],
			'care-id': ['clar_cla_id'],
			'episode-id': ['clar_cla_episode_id'],
			'due-on': ['clar_cla_review_due_date'],
			'held-on': ['clar_cla_review_date'],
			cancelled: ['clar_cla_review_cancelled'],
			code: ['clar_cla_review_participation']
		},
		required: [['child', 'care-id', 'episode-id'], 'held-on'],
		extra: ['child', 'episode-id'],
		marks: ['clar_cla_review_id', 'clar_cla_review_date'],
		unread: ['clar_cla_review_last_iro_contact_date'],
		file: named('(?:ssd_)?cla_reviews?')
	}
];

/** The SSDA903 return's tables. */
const SSDA903: readonly TableLayout[] = [
	{
		name: 'Header',
		kind: 'child',
		layout: 'ssda903',
		columns: { child: ['CHILD'], sex: ['SEX'], 'born-on': ['DOB'] },
		required: ['child', 'born-on'],
		marks: ['ETHNIC', 'UPN', 'MOTHER'],
		unread: words('ETHNIC UPN MOTHER MC_DOB MC_DOB2 NATIONALITY'),
		file: named('header')
	},
	{
		name: 'Episodes',
		kind: 'episode',
		layout: 'ssda903',
		columns: {
			child: ['CHILD'],
			'started-on': ['DECOM'],
			'ended-on': ['DEC'],
			'reason-started': ['RNE'],
			'reason-ended': ['REC'],
			'legal-status': ['LS'],
			'placement-type': ['PLACE']
		},
		required: ['child', 'started-on'],
		marks: ['DECOM'],
		unread: words('CIN PLACE_PROVIDER REASON_PLACE_CHANGE HOME_POST PL_POST URN'),
		file: named('episodes?')
	},
	{
		name: 'UASC',
		kind: 'unaccompanied',
		layout: 'ssda903',
		columns: { child: ['CHILD'], 'born-on': ['DOB'], 'ended-on': ['DUC'] },
		required: ['child'],
		marks: ['DUC'],
		unread: ['SEX'],
		file: named('uasc')
	},
	{
		name: 'Reviews',
		kind: 'review',
		layout: 'ssda903',
		columns: { child: ['CHILD'], 'born-on': ['DOB'], 'held-on': ['REVIEW'], code: ['REVIEW_CODE'] },
		required: ['child', 'born-on', 'held-on', 'code'],
		marks: ['REVIEW', 'REVIEW_CODE'],
		unread: [],
		file: named('reviews?')
	}
];

export const LAYOUTS = { ssd: SSD, ssda903: SSDA903 } as const;
export type LayoutName = keyof typeof LAYOUTS;
export const isLayoutName = (text: string): text is LayoutName => text in LAYOUTS;
