// The glossary: one word per concept, with its Chinese. Code, tables, cards and tests use these words.

/** Statuses of a matter 督查事项 (process §1.1). */
export const MATTER_STATUS_ZH = {
  drafting: '拟立项',
  awaitingApproval: '待阅批',
  handling: '办理中',
  consolidating: '待汇总反馈',
  awaitingBulletin: '待签发通报',
  awaitingViceMayor: '待分管副区长审核',
  awaitingMayor: '待区长审核',
  awaitingReportUp: '待上报',
  awaitingOpinion: '待代表委员意见',
  closed: '已办结',
  refused: '不予立项',
  cancelled: '已撤销',
} as const
export type MatterStatus = keyof typeof MATTER_STATUS_ZH

/** Statuses of an assignment 交办件 (process §1.2). */
export const ASSIGNMENT_STATUS_ZH = {
  awaitingReceipt: '待签收',
  received: '已签收',
  awaitingInstruction: '待批办',
  handling: '办理中',
  compiling: '汇总中',
  awaitingSignOff: '待审签',
  signedOff: '已审签',
  submitted: '已报送',
  delivered: '已送牵头单位',
  passed: '已通过',
  redirected: '已改派',
  cancelled: '已撤销',
  notProvided: '未提供',
} as const
export type AssignmentStatus = keyof typeof ASSIGNMENT_STATUS_ZH

/** The seven tasks of supervision, in the owner's order. */
export const CATEGORY_ZH = {
  1: '重大决策和重要工作贯彻落实',
  2: '上级和区委、区政府交办批办事项',
  3: '区政府会议决定事项',
  4: '政府工作报告任务分解、为民办实事',
  5: '工作目标考核',
  6: '人大代表议案建议和政协委员提案',
  7: '其他需要督查的事项',
} as const
export type Category = keyof typeof CATEGORY_ZH
export const CATEGORIES: readonly Category[] = [1, 2, 3, 4, 5, 6, 7]

export const URGENCY_ZH = { normal: '平件', urgent: '急件', immediate: '特急' } as const
export type Urgency = keyof typeof URGENCY_ZH

/** Handling modes of 领导批办 (process §1.2). */
export const MODE_ZH = {
  leader: '部门领导协调处理',
  section: '相关科室具体办理',
  officer: '督查人员直接办理',
} as const
export type Mode = keyof typeof MODE_ZH

export const CLASSIFICATION_ZH = { public: '普通', internal: '内部' } as const
export type Classification = keyof typeof CLASSIFICATION_ZH

export const CYCLE_ZH = { none: '不需要', monthly: '每月报阶段进展' } as const
export type Cycle = keyof typeof CYCLE_ZH

export const PROPOSAL_KIND_ZH = { bill: '议案', suggestion: '建议', motion: '提案' } as const
export type ProposalKind = keyof typeof PROPOSAL_KIND_ZH

export const ASSIGNMENT_KIND_ZH = { lead: '牵头单位', co: '配合单位' } as const
export type AssignmentKind = keyof typeof ASSIGNMENT_KIND_ZH

/** Lamps: a colour and its word, computed and never stored (process §1.4). */
export const LAMP_ZH = {
  green: '绿灯 正常',
  yellow: '黄灯 临期',
  red: '红灯 超期',
  blue: '蓝灯 待审核',
  grey: '灰灯 办结',
} as const
export type Lamp = keyof typeof LAMP_ZH

/** The standing in which somebody acts, as a refusal names it: 本卡片由…办理。 */
export const STANDING_ZH = {
  matterOfficer: '经办人',
  supervision: '区政府督查室',
  approver: '阅批领导',
  officer: '督查工作人员',
  head: '主要领导',
  handler: '承办人',
  author: '填报人',
  reader: '接收反馈的领导',
  leadOfficer: '牵头单位督查工作人员',
  chief: '区政府督查室主任',
  officeLeader: '区政府办主任、副主任',
  officeDeputy: '区政府办副主任',
  viceMayor: '分管副区长',
  mayor: '区长',
} as const
export type Standing = keyof typeof STANDING_ZH

/** Commands a matter takes, by the label of the button or the word that gives them. */
export const MATTER_ACTION_ZH = {
  saveDraft: '存为草稿',
  propose: '呈请立项',
  deleteDraft: '删除草稿',
  withdrawProposal: '撤回呈请',
  approve: '同意立项',
  returnDraft: '退回修改',
  refuse: '不予立项',
  feedBack: '反馈领导',
  sendBack: '退回部门',
  read: '已阅',
  presentBrief: '呈区领导审核',
  clear: '同意上报',
  amendAndClear: '修改后同意上报',
  returnBrief: '退回',
  reportUp: '已上报',
  draftBulletin: '通报',
  issueBulletin: '签发',
  returnBulletin: '退回',
  giveInstruction: '批示',
  settleInstruction: '已办理',
  docketInstruction: '转立新项',
  redo: '重新办理',
  recordOpinion: '登记',
  consentToRedo: '确认重新办理',
  proposeCancellation: '撤销',
  cancel: '同意撤销',
  correct: '更正',
  confirmCorrection: '确认更正',
  consentToCorrection: '确认更正',
  eraseAttachment: '清除附件',
  confirmErasure: '确认清除',
  dropPetition: '取消',
  declinePetition: '取消',
} as const
export type MatterAction = keyof typeof MATTER_ACTION_ZH

/** Commands an assignment takes. */
export const ASSIGNMENT_ACTION_ZH = {
  acknowledge: '签收并呈批',
  instruct: '批办',
  reinstruct: '改批',
  reportProgress: '报进展',
  withdrawProgress: '撤回',
  voidProgress: '作废',
  refileProgress: '更正归属',
  markRecalled: '原消息已撤回',
  finish: '办理完毕',
  withdrawFinish: '撤回办理完毕',
  compile: '汇总',
  draftReport: '生成报告稿',
  presentReport: '呈领导审签',
  signOff: '同意审签',
  amendAndSignOff: '修改后审签',
  returnReport: '退回修改',
  withdrawSignOff: '撤回审签',
  submit: '报送',
  withdrawSubmission: '撤回报送',
  pass: '通过',
  returnSubmission: '退回重新整理',
  reacknowledge: '签收并呈批',
  askQuestion: '有疑问',
  answerQuestion: '答复',
  applyRedirect: '申请改派',
  proposeExtension: '申请延期',
  presentExtension: '呈领导同意',
  presentCycle: '呈领导同意',
  releaseApplication: '同意申请',
  releaseCycle: '同意报送',
  returnApplication: '退回',
  grantExtension: '同意延期',
  denyExtension: '不同意',
  grantSpecially: '特批延期',
  grantRedirect: '同意改派',
  denyRedirect: '不同意',
  redirect: '改派',
  receiveMaterial: '已收',
  returnMaterial: '退回补充',
  raiseDispute: '提请协调',
  chase: '催办',
  passOn: '转办',
} as const
export type AssignmentAction = keyof typeof ASSIGNMENT_ACTION_ZH

export type Action = MatterAction | AssignmentAction
export const ACTION_ZH = { ...MATTER_ACTION_ZH, ...ASSIGNMENT_ACTION_ZH } as const

/** What is put to somebody for a word, beside the life cycles: it changes nothing until the word is given. */
export const PETITION_ZH = {
  extension: '延期申请',
  redirect: '改派申请',
  cycle: '阶段进展',
  question: '部门疑问',
  instruction: '领导批示',
  correction: '更正',
  cancellation: '撤销',
  erasure: '清除附件',
  redo: '再次不满意，提请重新办理',
} as const
export type PetitionKind = keyof typeof PETITION_ZH

/** How far a petition has come; which stages wait for somebody, isOpenPetition says (petition.ts). */
export const PETITION_STAGE_ZH = {
  proposed: '待填报',
  awaitingHead: '待主要领导同意',
  awaitingOffice: '待区政府办审批',
  awaitingAnswer: '待答复',
  awaitingChief: '待督查室主任确认',
  awaitingSecond: '待第二人确认',
  awaitingLeader: '待阅批领导同意',
  returned: '已退回',
  granted: '已同意',
  denied: '未同意',
  dropped: '已取消',
  done: '已办理',
} as const
export type PetitionStage = keyof typeof PETITION_STAGE_ZH

/** Why an extension is asked for (conversation §2). */
export const REASON_KIND_ZH = {
  weather: '天气灾害',
  policy: '上级政策调整',
  coordination: '涉及多部门协调',
  procedure: '资金手续',
  other: '其他客观原因',
} as const
export type ReasonKind = keyof typeof REASON_KIND_ZH

/** What 人大代表 and 政协委员 said of the reply (process §1.1). */
export const SATISFACTION_ZH = {
  satisfied: '满意',
  fair: '基本满意',
  dissatisfied: '不满意',
  none: '未反馈',
} as const
export type SatisfactionGrade = keyof typeof SATISFACTION_ZH

/** Classes of a reply to a proposal: A solved, B under way, C listed, D for reference (process §5). */
export const REPLY_CLASS_ZH = { A: 'A类', B: 'B类', C: 'C类', D: 'D类' } as const
export type ReplyClass = keyof typeof REPLY_CLASS_ZH

/** What the audit view calls a step that nobody took by hand (interface §5). */
export const AUTOMATIC_ZH = '自动'

/** Card ids and their titles (conversation §2). */
export const CARD_TITLE_ZH = {
  draft: '督查立项',
  docket: '立项阅批',
  handover: '交办通知',
  instruct: '领导批办',
  handle: '办理任务',
  compile: '汇总材料',
  signoff: '请审签',
  submit: '报送材料',
  review: '审核反馈材料',
  consolidate: '汇总反馈',
  feedback: '督查结果',
  status: '督查事项',
  confirm: '请确认',
  note: '记入进展',
  todo: '我的待办',
  minutes: '拟立项清单',
  batch: '批量立项',
  remind: '办理提示',
  material: '配合材料',
  clear: '上报审核',
  'report-up': '上报登记',
  bulletin: '通报签发',
  'follow-up': '批示办理',
  extension: '申请延期',
  request: '对外申请',
  'extension-review': '延期审批',
  'redirect-review': '改派审批',
  question: '部门疑问',
  cycle: '阶段进展',
  satisfaction: '代表委员意见',
  chase: '催办通知',
} as const
export type CardKind = keyof typeof CARD_TITLE_ZH

/** What must be known before a matter is handed over, in the order in which gaps are named (process §1.3). */
export const POINT_ZH = {
  content: '督查内容',
  deadline: '办结时间',
  copies: '报送份数',
  seal: '加盖公章',
  electronic: '电子稿',
  signature: '领导签字',
} as const
export type Point = keyof typeof POINT_ZH
