// How the open platform says no: code, wording, HTTP status (platform docs: error tables).

/** Wording by code. What is specific to one request follows after `, ext=`. */
const WORDS: Readonly<Record<number, string>> = {
  9499: 'Bad Request',
  10003: 'invalid param',
  10014: 'app unauthorized',
  10015: 'app secret error',
  11205: 'app do not have bot',
  20005: 'The user access token passed is invalid. Please check the value',
  41050: 'no user authority error',
  210507: 'no such version',
  210508: 'insufficient permission level',
  230001: 'Your request contains an invalid request parameter.',
  230002: 'The bot can not be outside the group.',
  230011: 'The message was recalled.',
  230012: 'You are not the sender of the message.',
  230013: 'The bot has no availability to this user.',
  230017: 'The bot is not the owner of the resource.',
  230018: 'The operation is not allowed by the current group settings.',
  230020: 'This operation triggers the frequency limit.',
  230025: 'The length of the message content reaches its limit.',
  230026: 'No permission to recall this message.',
  230027: 'Lack of necessary permissions.',
  230031: 'The sending time of the card exceeds 14 days.',
  230034: 'The receive_id is invalid.',
  230053: 'The user has stopped the bot from sending messages.',
  230055: 'The type of the file is inconsistent with the type of the message.',
  230072: 'The message has reached the number of times it can be edited.',
  230099: 'Failed to create card content',
  230110: 'The message has been deleted.',
  232006: 'Your request specifies a chat_id which is invalid.',
  232009: 'Your request specifies a chat which has already been dissolved.',
  232011: 'Operator can not be out of the chat.',
  232025: 'Bot ability is not activated.',
  234001: 'Invalid request param.',
  234003: 'File not in message.',
  234004: 'App not in chat.',
  234006: 'The file size exceed the max value.',
  234010: "File's size can't be 0.",
  234011: "Can't recognize image format.",
  234037: 'Downloaded file size exceeds limit.',
  234039: 'Image resolution exceeds limit.',
  1470403: 'No permission to access the task.',
  1470404: 'The task does not exist or has been deleted.',
  1470500: 'Internal Error',
  99991400: 'request trigger frequency limit',
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991663: 'Invalid access token for authorization. Please make a request with token attached.',
  99991671: "Invalid access token for authorization. The token must start with 't-' or 'u-'.",
  99991672: 'Access denied. One of the following scopes is required',
  99992351: 'The request contains an id that does not exist.',
  99992354: 'The request you send is not a valid {open_message_id}.',
}

/** Thrown by the endpoints, turned into an answer by the gateway. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: number, msg: string, headers: Record<string, string> = {}) {
    super(msg)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** Those that do not come as HTTP 400. */
const STATUSES: Readonly<Record<number, number>> = { 1470403: 403, 1470404: 404, 1470500: 500 }

/** The documented refusal with this code; most come as HTTP 400. */
export function refusal(code: number, ext?: string): Refusal {
  const words = WORDS[code] ?? 'unknown error'
  return new Refusal(
    STATUSES[code] ?? 400,
    code,
    ext === undefined ? words : `${words}, ext=${ext}`,
  )
}

/** 230099 with the inner code in the platform's own wording (platform docs: sending messages). */
export function cardRefusal(fault: {
  code: number
  path: string
  message: string
  value: string
}): Refusal {
  const { code, path, message, value } = fault
  const where = `ErrCode: ${code}; ErrPath: ${path}; `
  return refusal(230099, `${where}ErrMsg: ${message}; ErrorValue: ${value}; `)
}

/**
 * The gateway's own limit: HTTP 429 with the seconds to wait (platform docs: frequency control).
 */
export function tooMany(limit: number, resetSeconds: number): Refusal {
  return new Refusal(429, 99991400, WORDS[99991400] ?? '', {
    'x-ogw-ratelimit-limit': String(limit),
    'x-ogw-ratelimit-reset': String(resetSeconds),
  })
}

/** The error body of the open platform. */
export function refusalBody(problem: { code: number; message: string }, logId: string): object {
  return {
    code: problem.code,
    msg: problem.message,
    error: {
      log_id: logId,
      troubleshooter: `Troubleshooting is not offered by the local platform; log_id ${logId}`,
    },
  }
}
