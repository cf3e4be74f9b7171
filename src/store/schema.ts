// The tables as drizzle types them: names, types and nullability for queries and for turning rows into values.
import {
  boolean,
  customType,
  date,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'date' })
const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

export const organisation = pgTable('organisation', {
  sole: boolean().primaryKey(),
  version: integer().notNull(),
  fileHash: text('file_hash').notNull(),
  district: text().notNull(),
  governmentName: text('government_name').notNull(),
  numberPrefix: text('number_prefix').notNull(),
  rules: jsonb().notNull(),
  calendar: jsonb().notNull(),
  appliedAt: timestamp('applied_at', {
    withTimezone: true,
    mode: 'date',
  }).notNull(),
})

export const department = pgTable('department', {
  id: text().primaryKey(),
  position: integer().notNull(),
  name: text().notNull(),
  shortName: text('short_name').notNull(),
  kind: text({ enum: ['office', 'dept'] }).notNull(),
  chatId: text('chat_id'),
  sealName: text('seal_name'),
  active: boolean().notNull(),
})

export const person = pgTable('person', {
  openId: text('open_id').primaryKey(),
  position: integer().notNull(),
  name: text().notNull(),
  title: text().notNull(),
  departmentId: text('department_id').notNull(),
  roles: text().array().notNull(),
  portfolio: text().array().notNull(),
  active: boolean().notNull(),
})

export const delegation = pgTable('delegation', {
  id: text().primaryKey(),
  principal: text().notNull(),
  delegate: text().notNull(),
  scope: text().array().notNull(),
  fromDay: date('from_day', { mode: 'string' }).notNull(),
  toDay: date('to_day', { mode: 'string' }).notNull(),
  writtenAuthorization: text('written_authorization').notNull(),
})

export const matter = pgTable('matter', {
  id: uuid().primaryKey(),
  version: integer().notNull(),
  turn: integer().notNull(),
  status: text().notNull(),
  number: text(),
  numberYear: integer('number_year'),
  numberSerial: integer('number_serial'),
  officer: text().notNull(),
  createdAt: timestamp('created_at', {
    withTimezone: true,
    mode: 'date',
  }).notNull(),
  proposedBy: text('proposed_by'),
  docketedAt: timestamp('docketed_at', { withTimezone: true, mode: 'date' }),
  closedAt: timestamp('closed_at', { withTimezone: true, mode: 'date' }),
  approval: text().notNull(),
  returnOpinion: text('return_opinion').notNull(),
  summary: text().notNull(),
  auditSeq: integer('audit_seq').notNull(),
  auditHead: text('audit_head').notNull(),
  title: text().notNull(),
  category: integer(),
  source: text().notNull(),
  sourceDocument: text('source_document').notNull(),
  content: text().notNull(),
  lead: text(),
  co: text().array().notNull(),
  coTask: text('co_task').notNull(),
  deadline: instant(),
  coDeadline: timestamp('co_deadline', { withTimezone: true, mode: 'date' }),
  copies: integer(),
  seal: boolean(),
  electronic: boolean(),
  signature: boolean(),
  formatNote: text('format_note').notNull(),
  approver: text(),
  urgency: text().notNull(),
  cycle: text().notNull(),
  superior: boolean().notNull(),
  superiorOrgan: text('superior_organ').notNull(),
  superiorDeadline: timestamp('superior_deadline', {
    withTimezone: true,
    mode: 'date',
  }),
  proposalKind: text('proposal_kind'),
  proposalNumber: text('proposal_number').notNull(),
  proposers: text().notNull(),
  classification: text().notNull(),
  notSecret: boolean('not_secret').notNull(),
})

export const assignment = pgTable('assignment', {
  id: uuid().primaryKey(),
  matterId: uuid('matter_id').notNull(),
  departmentId: text('department_id').notNull(),
  kind: text({ enum: ['lead', 'co'] }).notNull(),
  status: text().notNull(),
  turn: integer().notNull(),
  task: text().notNull(),
  handedOverAt: timestamp('handed_over_at', {
    withTimezone: true,
    mode: 'date',
  }).notNull(),
  deadline: instant().notNull(),
  extendedTo: timestamp('extended_to', { withTimezone: true, mode: 'date' }),
  reworkDeadline: timestamp('rework_deadline', {
    withTimezone: true,
    mode: 'date',
  }),
  returnOpinion: text('return_opinion').notNull(),
  suggestion: text().notNull(),
  acknowledgedBy: text('acknowledged_by'),
  acknowledgedAt: timestamp('acknowledged_at', {
    withTimezone: true,
    mode: 'date',
  }),
  reportDraft: jsonb('report_draft'),
})

export const instruction = pgTable('instruction', {
  id: uuid().primaryKey(),
  assignmentId: uuid('assignment_id').notNull(),
  position: integer().notNull(),
  mode: text().notNull(),
  opinion: text().notNull(),
  handlers: text().array().notNull(),
  innerDeadline: timestamp('inner_deadline', {
    withTimezone: true,
    mode: 'date',
  }),
  by: text().notNull(),
  actingFor: text('acting_for'),
  at: instant().notNull(),
})

export const completion = pgTable('completion', {
  id: uuid().primaryKey(),
  assignmentId: uuid('assignment_id').notNull(),
  handler: text().notNull(),
  at: instant().notNull(),
  withdrawnAt: timestamp('withdrawn_at', { withTimezone: true, mode: 'date' }),
})

export const progress = pgTable('progress', {
  id: uuid().primaryKey(),
  assignmentId: uuid('assignment_id').notNull(),
  by: text().notNull(),
  at: instant().notNull(),
  achievement: text().notNull(),
  problem: text().notNull(),
  onsite: text().notNull(),
  sourceMessageId: text('source_message_id'),
  withdrawnAt: timestamp('withdrawn_at', { withTimezone: true, mode: 'date' }),
  voidedAt: timestamp('voided_at', { withTimezone: true, mode: 'date' }),
  recalledAt: timestamp('recalled_at', { withTimezone: true, mode: 'date' }),
  refiledTo: uuid('refiled_to'),
})

export const attachment = pgTable('attachment', {
  id: uuid().primaryKey(),
  progressId: uuid('progress_id').notNull(),
  kind: text({ enum: ['file', 'image'] }).notNull(),
  fileKey: text('file_key').notNull(),
  messageId: text('message_id').notNull(),
  name: text().notNull(),
  bytes: bytea(),
  sha256: text(),
  fetchAttempts: integer('fetch_attempts').notNull(),
  fetchAt: timestamp('fetch_at', { withTimezone: true, mode: 'date' }),
})

export const report = pgTable('report', {
  id: uuid().primaryKey(),
  assignmentId: uuid('assignment_id').notNull(),
  reportVersion: integer('report_version').notNull(),
  title: text().notNull(),
  addressee: text().notNull(),
  content: text().notNull(),
  contentHash: text('content_hash').notNull(),
  achievements: text().notNull(),
  problems: text().notNull(),
  nextSteps: text('next_steps').notNull(),
  noProblemConfirmed: boolean('no_problem_confirmed').notNull(),
  verification: text().notNull(),
  by: text().notNull(),
  at: instant().notNull(),
})

export const signOff = pgTable('sign_off', {
  id: uuid().primaryKey(),
  assignmentId: uuid('assignment_id').notNull(),
  reportVersion: integer('report_version').notNull(),
  contentHash: text('content_hash').notNull(),
  by: text().notNull(),
  actingFor: text('acting_for'),
  at: instant().notNull(),
  voidedAt: timestamp('voided_at', { withTimezone: true, mode: 'date' }),
})

export const submission = pgTable('submission', {
  id: uuid().primaryKey(),
  assignmentId: uuid('assignment_id').notNull(),
  reportVersion: integer('report_version').notNull(),
  contentHash: text('content_hash').notNull(),
  by: text().notNull(),
  at: instant().notNull(),
  withdrawnAt: timestamp('withdrawn_at', { withTimezone: true, mode: 'date' }),
})

export const feedback = pgTable('feedback', {
  id: uuid().primaryKey(),
  matterId: uuid('matter_id').notNull(),
  leader: text().notNull(),
  at: instant().notNull(),
  readAt: timestamp('read_at', { withTimezone: true, mode: 'date' }),
})

export const auditEntry = pgTable('audit_entry', {
  matterId: uuid('matter_id').notNull(),
  seq: integer().notNull(),
  at: instant().notNull(),
  actor: text().notNull(),
  actingFor: text('acting_for'),
  action: text().notNull(),
  assignmentId: uuid('assignment_id'),
  departmentId: text('department_id'),
  from: text('from_status'),
  to: text('to_status'),
  turn: integer(),
  contentHash: text('content_hash'),
  details: jsonb().notNull(),
  sourceEventId: text('source_event_id').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text().notNull(),
})

export const message = pgTable('message', {
  id: uuid().primaryKey(),
  recipientType: text('recipient_type', { enum: ['person', 'chat'] }).notNull(),
  recipient: text().notNull(),
  kind: text().notNull(),
  matterId: uuid('matter_id'),
  assignmentId: uuid('assignment_id'),
  turn: integer(),
  issue: integer().notNull(),
  subject: jsonb().notNull(),
  waiting: boolean().notNull(),
  settled: boolean().notNull(),
  priority: smallint().notNull(),
  wanted: integer().notNull(),
  shown: integer().notNull(),
  messageId: text('message_id'),
  replyTo: text('reply_to'),
  createdAt: timestamp('created_at', {
    withTimezone: true,
    mode: 'date',
  }).notNull(),
})
