// 督办助手: what somebody can do here, by role, with an example of each, and what their step is for (process §10).
import { staffingWordsOf } from '../src/domain/decide-staffing.ts'
import { hasRole, type Organisation, type Person, type Role } from '../src/domain/organisation.ts'
import { type Card, card, header, hr, markdown, note, plain } from './element.ts'
import { addressAs } from './people.ts'

/** The answer to 帮助. `waiting` is the number of cards that wait for this person. */
export function helpCard(person: Person, organisation: Organisation, waiting: number): Card {
  const sections = SECTIONS.filter((section) => hasRole(person, ...section.roles))
  return card({
    header: header('督办助手', 'blue', { subtitle: `${organisation.district}政务督查` }),
    summary: '督办助手：您可以使用的指令',
    elements: [
      plain(`${addressAs(person)}，您好。${waitingZh(waiting)}`),
      ...[...sections, ...peopleFor(person), commonFor(organisation)].flatMap((section) => [
        hr(),
        markdown(sectionText(section)),
      ]),
      ...(hasRole(person, ...WHO_GET_PAPERS) ? [note(ON_PAPERS)] : []),
      note('编号写“27号”即可；回复某张卡片时可以不写编号。审签、阅批等决定只在卡片上点选。'),
    ],
  })
}

/** Whoever files papers opens them; leaders decide on cards (entailed-documents.ts). */
const WHO_GET_PAPERS = [
  'SUPERVISION_CHIEF',
  'SUPERVISION_OFFICER',
  'DEPT_SUPERVISION_OFFICER',
] as const

const ON_PAPERS =
  '公文以文件私下发来，打印后签字盖章。公文用方正小标宋简体、仿宋_GB2312、楷体_GB2312，电脑未安装时以相近字体代替，版面可能略有出入，打印前请核对。'

interface Section {
  readonly roles: readonly Role[]
  readonly title: string
  /** What the step is for, and what a good one looks like. */
  readonly purpose: string
  /** What to send, and what comes of it. */
  readonly examples: readonly (readonly [words: string, result: string])[]
}

const OFFICE: Section = {
  roles: ['SUPERVISION_CHIEF', 'SUPERVISION_OFFICER'],
  title: '督查室：立项、审核、反馈',
  purpose:
    '立项要让承办单位一看就清楚督查什么、何时办结、材料怎么报；审核看答复是否切题、数据是否齐全、问题是否写实，退回时写明缺什么。',
  examples: [
    [
      '立项 废弃矿井隐患整治，牵头区应急局，配合区自然资源局，12月5日前办结',
      '打开已预填的“督查立项”',
    ],
    ['审核 27号', '打开“审核反馈材料”'],
    ['改派 27号 到区住建局', '督查室主任改派承办单位，确认后生效'],
    ['更正 27号 办结时间改为9月21日 原因：原时限写错', '立项后更正，按权限确认后生效'],
    ['清除附件 27号 现场照片 原因：误传', '督查室主任提出，区政府办领导确认'],
    ['超期', '列出超期事项；临期、统计同样直接发送'],
    ['重新办理 27号 9月30日前 原因：领导批示再核', '办结事项按领导批示重新办理，确认后生效'],
    ['撤回 27号', '下一步未办时撤回；未编号的，回复卡片发送“撤回”'],
  ],
}

const LEADER: Section = {
  roles: ['DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR'],
  title: '区领导：阅批、审核上报、阅看结果',
  purpose:
    '阅批时看督查内容、办结时间、材料格式三点；您的批示会原文转送承办单位。上级交办事项上报前请审核全文；对督查结果的批示由督查室办理。',
  examples: [
    ['我的待办', '查看呈您阅批的事项'],
    ['查 沼气', '按标题查看事项'],
    ['统计', '查看分管范围内的数目；超期、临期同样直接发送'],
  ],
}

const OFFICE_LEADER: Section = {
  roles: ['OFFICE_DIRECTOR', 'OFFICE_DEPUTY_DIRECTOR'],
  title: '区政府办领导：掌握进度、签发通报',
  purpose:
    '签发通报看事实是否准确、范围是否必要。各事项的状态、时限和已报送的材料随时可查；部门未报送的材料由部门自行掌握。',
  examples: [
    ['查 27号', '查看事项进度'],
    ['统计', '查看各项数目；超期、临期同样直接发送'],
    ['撤销 27号 原因：重复立项', '经阅批领导同意后撤销'],
    ['特批延期 27号 到10月30日 原因…', '副主任对时限已过的事项特批延期，确认后生效'],
  ],
}

const HEAD: Section = {
  roles: ['DEPT_HEAD', 'OFFICE_DIRECTOR'],
  title: '部门主要领导：批办、审签',
  purpose:
    '批办明确谁来办、办什么、何时交；审签是对报送内容负责，请看数字是否准确、问题是否写实、下一步是否可行。',
  examples: [
    ['批办 27号', '打开“领导批办”'],
    ['改批 27号', '调整已作的批办'],
    ['审签 27号', '打开“请审签”'],
    ['撤回 27号', '尚未报送时撤回审签'],
  ],
}

const OFFICER: Section = {
  roles: ['DEPT_SUPERVISION_OFFICER'],
  title: '督查工作人员：签收、汇总、报送',
  purpose:
    '签收前弄清督查内容、办结时间、材料格式；汇总对照督查内容逐条作答，数据准确、条理清楚，有喜报喜、有忧报忧；经主要领导审签后再报送。',
  examples: [
    ['签收 27号', '打开“交办通知”'],
    ['汇总 27号', '打开“汇总材料”'],
    ['报送 27号', '打开“报送材料”'],
    ['延期 27号 到10月15日 原因：连续降雨', '打开已预填的“申请延期”，须在时限前提出'],
    ['转办 27号 给谷雨', '改由同事承办'],
    ['撤回 27号', '督查室未审核时撤回报送'],
  ],
}

const DEPUTY: Section = {
  roles: ['DEPT_DEPUTY'],
  title: '分管领导：协调办理、受托审签',
  purpose:
    '协调办理重在推动解决；受主要领导委托期间，可在收到的卡片上批办、审签，审签前请通读全文。',
  examples: [['审签 27号', '受委托期间打开“请审签”']],
}

const HANDLER: Section = {
  roles: ['DEPT_DEPUTY', 'DEPT_SUPERVISION_OFFICER', 'UNDERTAKER'],
  title: '承办人：办理、报进展',
  purpose: '到现场看，成效写数据，问题照实写；有进展随时报，办完再点“办理完毕”。',
  examples: [
    ['进展 27号 已完成摸底120户', '记入进展，五分钟内可撤回'],
    ['延期 27号 到10月15日 原因：连续降雨', '请督查工作人员据此拟写延期申请'],
    ['撤回 27号', '下一步未办时撤回办理完毕'],
  ],
}

const SECTIONS: readonly Section[] = [OFFICE, LEADER, OFFICE_LEADER, HEAD, OFFICER, DEPUTY, HANDLER]

/** 人员变动 to those who may ask for one, each word to whom the rule lets use it. */
function peopleFor(person: Person): Omit<Section, 'roles'>[] {
  const examples = staffingWordsOf(person).map((word) => STAFFING_EXAMPLES[word])
  return examples.length === 0 ? [] : [{ ...PEOPLE, examples }]
}

const PEOPLE: Pick<Section, 'title' | 'purpose'> = {
  title: '人员变动',
  purpose: '外出、轮岗先办手续，待办卡片随即转到接手的人，不留空档。',
}

const STAFFING_EXAMPLES: Record<
  ReturnType<typeof staffingWordsOf>[number],
  Section['examples'][number]
> = {
  delegate: [
    '委托 许广厦 9月15日至9月19日 授权书〔2026〕3号',
    '外出期间由其代为批办、审签或审批，本人仍可随时办理',
  ],
  register: [
    '登记委托 马建业 委托 许广厦 9月15日至9月19日 授权书〔2026〕3号',
    '按书面授权登记，经督查室主任确认后生效',
  ],
  revoke: ['撤销委托', '提前结束委托或交接，卡片转回'],
  handOver: [
    '交接 全部 给张三 9月15日至9月19日',
    '把手头工作交给本单位同事；督查工作人员的交接须经主要领导确认',
  ],
  appoint: ['任职 区住建局 张三 主要领导', '经区政府办副主任确认后生效，待办即转'],
  deactivate: ['停用 李四', '离岗或丢失手机的，经区政府办副主任确认后停用'],
  addUndertaker: ['添加承办人 @谷雨 农村能源科科长', '批办时即可选择，并告知主要领导'],
}

const COMMON: Pick<Section, 'title' | 'purpose' | 'examples'> = {
  title: '通用',
  purpose: '直接发送下列文字即可。',
  examples: [
    ['我的待办', '列出等您办理的事项'],
    ['查 27号', '查看事项进度'],
    ['意见反馈 提醒太早', '转区政府办主任'],
    ['帮助', '再次查看本说明'],
  ],
}

/** The board is offered where its address is known. */
function commonFor({ pages }: Organisation): typeof COMMON {
  if (pages === undefined || pages === null) return COMMON
  const board = ['看板', '打开督查看板网页'] as const
  return { ...COMMON, examples: [board, ...COMMON.examples] }
}

function waitingZh(waiting: number): string {
  return waiting === 0 ? '您目前没有待办事项。' : `您有${waiting}项待办，发送“我的待办”查看。`
}

/** Markdown of our own words only; nothing in it comes from people. */
function sectionText({ title, purpose, examples }: Omit<Section, 'roles'>): string {
  const lines = examples.map(([words, result]) => `- **${words}**：${result}`)
  return [`**${title}**`, '', purpose, '', ...lines].join('\n')
}
