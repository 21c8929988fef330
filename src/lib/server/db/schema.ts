import type { ProfilePhotoColumn, UploadTables } from './tables/uploads.ts';
import type { Audience } from '#lib/domain/audience.ts';
import type { Chairing } from '#lib/domain/chairing.ts';
import type { Attendance } from '#lib/domain/attendance.ts';
import type { ParticipationCode, Presence, Voice } from '#lib/domain/participation.ts';
import type { Decision, WishKind } from '#lib/domain/wish.ts';
import type { Role } from '#lib/domain/role.ts';
import type { ReplyState } from '#lib/forms/types.ts';
import type { AdminTables } from './tables/admin.ts';
import type { AuditEventTable, AuditHeadTable } from './tables/audit.ts';
import type { EntryTables, ParticipantSessionState } from './tables/entry.ts';
import type { OutboxHourTable, OutboxTable } from './tables/outbox.ts';
import type { OpeningTable, ReleaseTable } from './tables/releases.ts';
import type { AlarmColumns, DutyTable, SafetyStepTable } from './tables/safety.ts';
import type { AdultEntryTable, PersonContactColumns, VerifiedColumns } from './tables/people.ts';
import {
	STAFF_TABLES,
	type StaffAttemptTable,
	type StaffSessionTable,
	type StaffSignInColumns,
	type StaffTables
} from './tables/staff.ts';
import type { WrappingKeyTable, SealingKeyTable } from './tables/sealing.ts';

/** A calendar day, 'YYYY-MM-DD'. */
type Day = string;
/** A moment, ISO 8601 in UTC. */
type Moment = string;
/** 1 or 0: SQLite has no booleans. */
type Flag = number;

/** A local authority: our tenant. The only table of tenants that is not itself owned by one. */
export interface AuthorityTable {
	id: string;
	/** What the command line calls it: 'northshire'. */
	code: string;
	name: string;
	/** The Department's code of the authority in the SSDA903 return. */
	nineOhThree: string | null;
	createdAt: Moment;
	/** When the demonstration data was made; such an authority never runs in production. */
	demonstrationAt: Moment | null;
	/** Draft languages switched on for children and adults, comma separated: 'ar'. */
	draftLanguages: string;
	/** The local target for a first, second and later review: '20w' is working days, '91d' days. */
	targetFirst: string;
	targetSecond: string;
	targetLater: string;
	/** Whether taking part by video or from the next room counts as attending. */
	videoAttends: Flag;
	/** How far what was once stored in clear has been moved under seal; see sealing/move.ts. */
	sealedMoves: number | null;
	/** The authority's own accent, '#rrggbb', checked by domain/contrast; null is ours. */
	accent: string | null;
	/** What the authority calls things, in place of our words, as JSON: see i18n/nouns. */
	nouns: string | null;
	/** When its logo was last changed; null is none. */
	logoAt: Moment | null;
	logoAlt: string | null;
	/** Years: see domain/retention. Null is the default there. */
	retentionRecord: number | null;
	retentionAfterDeath: number | null;
	retentionWords: number | null;
	retentionMessages: number | null;
	retentionStaff: number | null;
}

/** A participant's session. Only the SHA-256 of its token is kept. */
export interface ParticipantSessionTable extends ParticipantSessionState {
	idHash: string;
	authorityId: string;
	consultationId: string;
	createdAt: Moment;
	expiresAt: Moment;
}

interface Owned {
	authorityId: string;
	id: string;
}

/** Somebody who signs in for one authority, or is only named in an extract and has no sign-in (email and passwordHash null). */
export interface StaffTable extends Owned, StaffSignInColumns {
	externalId: string | null;
	email: string | null;
	name: string;
	role: Role;
	passwordHash: string | null;
	createdAt: Moment;
	endedAt: Moment | null;
	/** Of a full sign-in. */
	lastSignedInAt: Moment | null;
}

/** The card an IRO shows to their children. */
export interface ProfileTable extends ProfilePhotoColumn {
	authorityId: string;
	staffId: string;
	callMe: string;
	about: string;
	/** Languages spoken, as written by the IRO. */
	languages: string;
	reachHow: string;
	reachWhen: string;
	/** WebP, re-encoded on the server. */
	photo: Uint8Array | null;
	updatedAt: Moment;
}

export interface ChildTable extends Owned {
	/** The authority's own child id, as text: leading zeros count. */
	externalId: string;
	firstName: string | null;
	lastName: string | null;
	/** What the child wants to be called. */
	knownAs: string | null;
	bornOn: Day;
	sex: string | null;
	/** Language ids; null when nobody has said. */
	readingLanguage: string | null;
	spokenLanguage: string | null;
	/** Unaccompanied asylum-seeking child: from when, and when that status ended. */
	uascFrom: Day | null;
	uascUntil: Day | null;
	createdAt: Moment;
	/** When it was made up, for staff to try everything with: never counted. Null for every real child. */
	practiceAt: Moment | null;
}

/** One episode of care (SSDA903 Episodes, ssd_cla_episodes). */
export interface EpisodeTable extends Owned {
	childId: string;
	externalId: string | null;
	/** The period of care it belongs to in the source system (clae_cla_id). */
	careId: string | null;
	startedOn: Day;
	endedOn: Day | null;
	/** SSDA903 RNE, 'S' starts a new period of care. */
	reasonStarted: string | null;
	reasonEnded: string | null;
	/** SSDA903 LS; V3 and V4 are short breaks. */
	legalStatus: string | null;
	/** SSDA903 PLACE. */
	placementType: string | null;
}

/** Which IRO or social worker works with a child, from when to when. This is the caseload. */
export interface InvolvementTable extends Owned {
	childId: string;
	staffId: string;
	externalId: string | null;
	role: 'iro' | 'social-worker';
	startedOn: Day;
	endedOn: Day | null;
}

/** An adult around one child: a parent, carer, keyworker, advocate… Brothers and sisters have rows of their own. */
export interface PersonTable extends Owned, PersonContactColumns {
	childId: string;
	name: string;
	relationship: string;
	language: string | null;
	endedOn: Day | null;
	createdAt: Moment;
}

export interface ReviewTable extends Owned {
	childId: string;
	externalId: string | null;
	careId: string | null;
	dueOn: Day;
	heldOn: Day | null;
	cancelledOn: Day | null;
	createdAt: Moment;
	/** When the IRO wrote the record; null for an imported review. */
	recordedAt: Moment | null;
	recordedBy: string | null;
	/** How much of the meeting the child was there for. */
	attended: Attendance | null;
	/** Where the child was while they took part; null when they did not. */
	presence: Presence | null;
	/** How the child's views reached the review; see domain/participation. For an absent child, 'advocate': one was briefed. */
	voice: Voice | null;
	proposedCode: ParticipationCode | null;
	participationCode: ParticipationCode | null;
	/** Why the IRO chose another code than the one proposed. */
	codeReason: string | null;
	venueUsed: string | null;
	chairingOffered: Flag | null;
	chairingChosen: Chairing | null;
	chairing: Chairing | null;
	notAttendedReason: string | null;
	lateReason: string | null;
	nextOn: Day | null;
}

/** One meeting of a review: where and when, made from the wishes. A series of meetings is one review. */
export interface MeetingTable extends Owned {
	reviewId: string;
	meetsOn: Day | null;
	/** 'HH:MM' in England. */
	startsAt: string | null;
	venue: string | null;
	/** Which school, whose home: words for staff and the invited. */
	venueNote: string | null;
	/** The place of the authority's own catalogue, where it is one. */
	venueId: string | null;
	updatedAt: Moment;
}

/** Somebody asked to a review, and afterwards whether they came. */
export interface AttendeeTable extends Owned {
	reviewId: string;
	/** See domain/attendance: 'mother', 'foster-carer', 'teacher'… */
	role: string;
	name: string | null;
	invitedAt: Moment | null;
	attended: Attendance | null;
	/** Why this person's absence is not counted ("not appropriate"). */
	notAppropriate: string | null;
}

/** Asking one person for their views before one review with one instrument. */
export interface ConsultationTable extends Owned, VerifiedColumns {
	reviewId: string;
	childId: string;
	personId: string | null;
	audience: 'child' | 'parent' | 'foster-carer';
	instrument: string;
	instrumentVersion: number;
	openedAt: Moment;
	openedBy: string | null;
	/** The day we ask for it back by. */
	dueOn: Day;
	/** After this the code opens nothing. */
	expiresAt: Moment;
	/** Closed by hand; reopening clears it. */
	closedAt: Moment | null;
	/** First time somebody came in with the code. */
	enteredAt: Moment | null;
	/** When the advocate offer was shown, and taken. */
	advocateShownAt: Moment | null;
	advocateWantedAt: Moment | null;
	/** When the last card was made. */
	codeMadeAt: Moment | null;
	/** What the participant chose; kept with the code, not the device. */
	language: string | null;
	look: 'younger' | 'older' | null;
	theme: 'light' | 'dark' | 'contrast' | null;
	textSize: 'large' | 'larger' | null;
}

/** What a participant sent; the one without sentAt is the draft. Changing it after sending makes the next revision. */
export interface SubmissionTable extends Owned {
	consultationId: string;
	reviewId: string;
	childId: string;
	revision: number;
	/** 'form': answered the questions; 'talk': would rather talk. */
	kind: 'form' | 'talk';
	startedAt: Moment;
	sentAt: Moment | null;
	/** When a later revision took its place. */
	supersededAt: Moment | null;
	/** Who helped: 'nobody' or a relationship; null when not said. */
	helper: string | null;
	helperName: string | null;
	/** How they helped, comma separated: 'read,wrote'. */
	helperHow: string | null;
	/** Sealed; see proof.ts. Null for a draft, and for what was sent before proofs were kept. */
	proof: string | null;
	/** The worker who started the session it was written in; never changed once it is sent. */
	assistedBy: string | null;
}

/** One question a participant has dealt with, by answering it or not. */
export interface ReplyTable {
	authorityId: string;
	submissionId: string;
	questionId: string;
	state: ReplyState;
	audience: Audience | null;
	savedAt: Moment;
}

/** One chosen value: a row each, so that counting is a group by. */
export interface AnswerTable {
	authorityId: string;
	submissionId: string;
	questionId: string;
	value: string;
}

/** Words somebody wrote. Never counted, never logged. */
export interface WordsTable {
	authorityId: string;
	submissionId: string;
	questionId: string;
	field: string;
	words: string;
}

/** Who of the staff opened a submission, and when first. The child sees this. */
export interface ReadingTable {
	authorityId: string;
	submissionId: string;
	staffId: string;
	readAt: Moment;
}

/** Something the child asks for, and the IRO's decision with its reason. */
export interface WishTable extends Owned {
	reviewId: string;
	childId: string;
	consultationId: string;
	questionId: string;
	value: string;
	kind: WishKind;
	words: string | null;
	createdAt: Moment;
	withdrawnAt: Moment | null;
	decision: Decision | null;
	/** In words for the child. */
	reason: string | null;
	/** For staff; the child never sees it. */
	privateNote: string | null;
	decidedAt: Moment | null;
	decidedBy: string | null;
}

/** An alarm: a choice that says the child may not be safe, raised when it is saved; or what a child said without a form. */
export interface SafetyFlagTable extends Owned, AlarmColumns {
	childId: string;
	reviewId: string;
	consultationId: string;
	questionId: string;
	value: string;
	/** Finds the same flag again, whose value is sealed. */
	valueIndex: string | null;
	raisedAt: Moment;
	seenAt: Moment | null;
	seenBy: string | null;
	handledAt: Moment | null;
	handledBy: string | null;
	handledNote: string | null;
}

/** How an authority's own system words participation, mapped to a code. */
export interface ParticipationTextTable {
	authorityId: string;
	/** Lower case, single spaces. */
	text: string;
	code: ParticipationCode;
}

/** Tables of one authority: reached only through AuthorityScope. */
export interface OwnedTables extends UploadTables, AdminTables, StaffTables, EntryTables {
	staff: StaffTable;
	profile: ProfileTable;
	child: ChildTable;
	episode: EpisodeTable;
	involvement: InvolvementTable;
	person: PersonTable;
	review: ReviewTable;
	meeting: MeetingTable;
	attendee: AttendeeTable;
	consultation: ConsultationTable;
	submission: SubmissionTable;
	reply: ReplyTable;
	answer: AnswerTable;
	words: WordsTable;
	reading: ReadingTable;
	wish: WishTable;
	safetyFlag: SafetyFlagTable;
	participationText: ParticipationTextTable;
	auditEvent: AuditEventTable;
	wrappingKey: WrappingKeyTable;
	sealingKey: SealingKeyTable;
	auditHead: AuditHeadTable;
	opening: OpeningTable;
	release: ReleaseTable;
	adultEntry: AdultEntryTable;
	outbox: OutboxTable;
	outboxHour: OutboxHourTable;
	duty: DutyTable;
	safetyStep: SafetyStepTable;
}

export type OwnedTable = keyof OwnedTables;

export interface Database extends OwnedTables {
	authority: AuthorityTable;
	staffSession: StaffSessionTable;
	staffAttempt: StaffAttemptTable;
	participantSession: ParticipantSessionTable;
}

/** The same list at run time, as the database spells it: for the tripwire and the guards. */
export const OWNED_TABLES = [
	...STAFF_TABLES,
	'staff',
	'profile',
	'child',
	'episode',
	'involvement',
	'person',
	'review',
	'meeting',
	'attendee',
	'consultation',
	'submission',
	'reply',
	'answer',
	'words',
	'reading',
	'wish',
	'safety_flag',
	'participation_text',
	'audit_event',
	'wrapping_key',
	'sealing_key',
	'audit_head',
	'opening',
	'release',
	'adult_entry',
	'outbox',
	'outbox_hour',
	'duty',
	'safety_step',
	'card',
	'child_secret',
	'child_passkey',
	'entry_pass',
	'entry_note',
	'held_post',
	'logo',
	'helpline',
	'venue',
	'staff_invitation',
	'review_change',
	'upload',
	'upload_piece'
] as const;
