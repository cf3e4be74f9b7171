// Addresses within the page.

export function addressFor(openId: string, chatId?: string): string {
  const query = new URLSearchParams({ as: openId, ...(chatId !== undefined && { chat: chatId }) })
  return `/?${query}`
}

export function fileAddress(key: string): string {
  return `/demo/files/${encodeURIComponent(key)}`
}
