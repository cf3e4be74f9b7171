// 清除附件: 督查室主任 asks, a leader of the office says so, and what is left names nothing.
import { expect, test } from 'vitest'
import { ERASED_NAME, filesHeld, isErased } from '../../src/domain/erasure.ts'
import { closed, given, instructed } from '../kit/given.ts'
import { named } from '../kit/yunling.ts'

const photo = {
  kind: 'image',
  fileKey: 'img_v3_1',
  messageId: 'om_1',
  name: '某某身份证.jpg',
} as const

const withPhoto = (matter = instructed()) =>
  given(matter)
    .by('谷雨')
    .when({
      action: 'reportProgress',
      progress: { achievement: '已核查。', problem: '', onsite: '' },
      files: [photo],
      sourceMessageId: null,
    })
    .thenIs('办理中')

test('两人确认才清除，留下的记录里没有文件名', () => {
  const sent = withPhoto()
  const [held] = filesHeld(sent.matter)
  const attachmentId = held?.file.id ?? ''
  const asked = sent
    .by('温如松')
    .when({ action: 'eraseAttachment', attachmentId, reason: '误传身份证件。' })
    .thenIs('办理中', (matter) => expect(filesHeld(matter)).toHaveLength(1))
  asked.by('温如松').when({ action: 'confirmErasure' }).thenRefused('otherStanding')
  const { matter } = asked.by('韩秉文').when({ action: 'confirmErasure' }).thenIs('办理中')
  expect(filesHeld(matter)).toEqual([])
  expect(held && isErased(matter, held.file)).toBe(true)
  expect(matter.petitions[0]?.facts).toMatchObject({ name: ERASED_NAME, reason: '误传身份证件。' })
  expect(JSON.stringify(matter.history)).not.toContain('身份证.jpg')
})

test('没写原因、没有这个附件、已经清除的，都不成；别人提不了', () => {
  const sent = withPhoto()
  const attachmentId = filesHeld(sent.matter)[0]?.file.id ?? ''
  const erase = { action: 'eraseAttachment', attachmentId, reason: '误传。' } as const
  for (const name of ['蒋小棠', '韩秉文', '谷雨', '佟雅宁'])
    sent.by(name).when(erase).thenRefused('otherStanding')
  sent
    .by('温如松')
    .when({ ...erase, reason: '' })
    .thenRefused('reasonMissing')
  sent
    .by('温如松')
    .when({ ...erase, attachmentId: 'none' })
    .thenRefused('attachmentUnknown')
  sent
    .by('温如松')
    .when(erase)
    .thenIs('办理中')
    .when(erase)
    .thenRefused('petitionPending', { petition: '清除附件' })
    .by('罗思远')
    .when({ action: 'dropPetition' })
    .thenIs('办理中', (matter) => expect(filesHeld(matter)).toHaveLength(1))
    .by('温如松')
    .when(erase)
    .thenIs('办理中')
    .by('罗思远')
    .when({ action: 'confirmErasure' })
    .thenIs('办理中')
    .by('温如松')
    .when(erase)
    .thenRefused('attachmentUnknown')
})

test('办结以后也可以清除', () => {
  const held = withPhoto().matter.assignments
  const matter = { ...closed(), assignments: held }
  const attachmentId = filesHeld(matter)[0]?.file.id ?? ''
  given(matter)
    .by('温如松')
    .when({ action: 'eraseAttachment', attachmentId, reason: '误传。' })
    .thenIs('已办结', (after) => expect(after.petitions[0]?.by).toBe(named('温如松')))
    .by('韩秉文')
    .when({ action: 'confirmErasure' })
    .thenIs('已办结')
})
