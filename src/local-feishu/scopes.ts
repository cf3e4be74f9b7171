// The permissions an app can hold here, and those it holds unless told otherwise.

/** Without it a group's messages arrive only when they mention the bot. */
export const ALL_GROUP_MESSAGES = 'im:message.group_msg'

/** Without it no `user_id` is shown, in events or answers. */
export const EMPLOYEE_ID = 'contact:user.employee_id:readonly'

/** Without it no task can be created, changed or read. */
export const TASKS = 'task:task:write'

/**
 * What an app that follows the set-up guide asks for; the two wide ones above are not among them.
 */
export const USUAL_SCOPES: readonly string[] = [
  'im:message',
  'im:message:send_as_bot',
  'im:message:update',
  'im:message:recall',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message.urgent',
  'im:resource',
  'im:chat:readonly',
  'im:chat.members:read',
  'contact:contact.base:readonly',
  'contact:user.id:readonly',
  'contact:user.base:readonly',
  'contact:user.employee:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'application:application:self_manage',
]
