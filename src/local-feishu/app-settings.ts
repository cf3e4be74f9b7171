// What the developer console holds of the app beside its secrets: its bot, and whether a version is out.

export interface AppSettings {
  /** Whether the bot ability is switched on. */
  bot: boolean
  /** Whether a version was published; until then nothing of the settings is in force. */
  published: boolean
  /** 安全设置, 重定向 URL: where a page of the app may be returned to, to the letter. */
  readonly redirectUrls: string[]
}

/** As the set-up guide leaves it. */
export function usualSettings(): AppSettings {
  return { bot: true, published: true, redirectUrls: [] }
}
