// 意见反馈: what somebody has to say goes to 区政府办主任, privately and with who said it (conversation §3).
import { COMPLAINT_TAKEN, COMPLAINT_WANTED, complaintNotice } from '../../cards/turn-answers.ts'
import { peopleWith } from '../domain/organisation.ts'
import { type Heard, reply, respond, textTo } from './hear.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

export async function hearComplaint(world: World, heard: Heard, text: string): Promise<void> {
  const { organisation, person, at } = heard
  if (text === '') return reply(world, heard, COMPLAINT_WANTED)
  const directors = peopleWith(organisation, 'OFFICE_DIRECTOR')
  const said = complaintNotice(text, person, organisation, at)
  const told = directors.map(({ openId }) =>
    answerMessage({ type: 'person', id: openId }, 'text', { text: said }),
  )
  await respond(world, heard, { messages: [...told, textTo(heard, COMPLAINT_TAKEN)] })
}
