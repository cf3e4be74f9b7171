// What the bot asks the tenant for, and why: every scope, event and callback, none beyond what it uses.

export interface Right {
  readonly name: string
  /** Any of these is enough instead. */
  readonly instead: readonly string[]
  /** For administrators. */
  readonly why: string
}

const SCOPES: readonly Right[] = [
  right('im:message:send_as_bot', '以机器人身份发送、更新卡片和消息', ['im:message']),
  right('im:message.p2p_msg:readonly', '读取用户私聊发给机器人的消息', ['im:message.p2p_msg']),
  right('im:message.group_at_msg:readonly', '读取群里@机器人的消息（不读取群里其他消息）', [
    'im:message.group_at_msg',
  ]),
  right(
    'im:message:readonly',
    '下载办理进展所附的文件，发送结果不明时核对是否已发出，得知消息撤回',
    ['im:message'],
  ),
  right('im:resource', '上传并发送公文、台账等文件', ['im:resource:upload']),
  right('im:chat:readonly', '得知机器人进群、退群，核对部门工作群及群成员', ['im:chat']),
  right('contact:contact.base:readonly', '核对组织文件中的人员是否在应用可见范围内'),
  right('contact:user.base:readonly', '核对人员姓名；生成组织文件草稿'),
  right('contact:user.employee:readonly', '生成组织文件草稿时读取职务；得知账号暂停、恢复'),
  right('contact:department.base:readonly', '生成组织文件草稿时读取部门名称'),
  right('contact:department.organize:readonly', '生成组织文件草稿时读取部门层级和负责人'),
  right('application:application:self_manage', '自检时查看本应用已发布的版本和已订阅的事件'),
]

/** Only where cards are mirrored. Writing alone will not do: whether a task is completed is looked at, too. */
const MIRROR_SCOPE = right(
  'task:task:write',
  '在飞书任务中为待办卡片建立、更新、完成任务（TASK_MIRROR=on 时）',
)

/** `mirrors`: with TASK_MIRROR=on. */
export function scopesFor({ mirrors }: { readonly mirrors: boolean }): readonly Right[] {
  return mirrors ? [...SCOPES, MIRROR_SCOPE] : SCOPES
}

export const EVENTS: readonly Right[] = [
  right('im.message.receive_v1', '收到消息'),
  right('im.message.recalled_v1', '消息被撤回：进展随之撤回或注明'),
  right('im.chat.member.bot.added_v1', '机器人进群：补发督查事项卡片'),
  right('im.chat.member.bot.deleted_v1', '机器人被移出群：告知督查室'),
  right('im.chat.disbanded_v1', '群解散：告知督查室'),
  right('contact.user.deleted_v3', '人员离职：停止提醒，将其待办告知督查室'),
  right('contact.user.updated_v3', '账号暂停、恢复：暂停期间停止提醒，将其待办告知督查室'),
]

export const CALLBACKS: readonly Right[] = [right('card.action.trigger', '点击卡片上的按钮')]

function right(name: string, why: string, instead: readonly string[] = []): Right {
  return { name, why, instead }
}

export function namesOf(rights: readonly Right[]): string[] {
  return rights.map(({ name }) => name)
}
