// Configuring the app's address: the platform asks for a challenge first.
import { type Courier, sign } from './deliver.ts'
import { asObject, parseJson } from './json.ts'
import { posted } from './transport.ts'

/** Real milliseconds for the answer to the challenge. */
const CHALLENGE_DEADLINE_MS = 1_000

/**
 * Takes the addresses when each answers its challenge. Throws otherwise, and keeps the old ones.
 */
export async function connected(courier: Courier, urls: readonly string[]): Promise<void> {
  for (const url of urls) await challenged(courier, url)
  courier.urls = urls
  courier.carry = null
}

/**
 * The challenge is encrypted and carries no signature headers, which the platform does not promise.
 */
async function challenged(courier: Courier, url: string): Promise<void> {
  const { state } = courier
  const challenge = state.dice.hex(32)
  const payload = { challenge, token: state.app.verificationToken, type: 'url_verification' }
  const request = sign(courier, payload, { signature: 'none' })
  const outcome = await posted(url, request, CHALLENGE_DEADLINE_MS)
  if (outcome.kind !== 'answered') throw new Error(`challenge to ${url}: ${outcome.kind}`)
  const echoed = asObject(parseJson(outcome.body))?.challenge
  const isJson = outcome.contentType.startsWith('application/json')
  if (outcome.status !== 200 || echoed !== challenge || !isJson) {
    throw new Error(`challenge to ${url}: status ${outcome.status}, body ${outcome.body}`)
  }
}
