// What the board is given: the flows' world, Feishu's sign-in, and the address people reach it under.
import type { World } from '../flows/world.ts'
import type { SignInCalls } from '../lark/client-sign-in.ts'

export interface BoardWorld extends World {
  readonly signIn: SignInCalls
  /** As set; null: as the browser asks for it. */
  readonly publicUrl: string | null
}
