// Which buttons a card shows in a state, for its recipient (conversation §1.1, §1.4).
import { describe, expect, test } from 'vitest'
import { actionsOn } from '../../src/domain/actions.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import { ACTION_ZH, type CardKind } from '../../src/domain/terms.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { closed, given, halfFinished, instructed, matterAt, passed } from '../kit/given.ts'
import { docketOf } from '../kit/matters.ts'
import { bulletinDrafted } from '../kit/outcome.ts'
import { assignmentFor } from '../kit/walk.ts'
import { named, yunling } from '../kit/yunling.ts'

describe('卡片上的按钮', () => {
  test.each([
    ['drafted', '存为草稿、呈请立项、删除草稿'],
    ['proposed', '同意立项、退回修改、不予立项'],
    ['docketed', '签收并呈批、有疑问、申请改派'],
    ['acknowledged', '批办'],
    ['instructed', '报进展、办理完毕、申请延期'],
    ['finished', '生成报告稿、呈领导审签'],
    ['presented', '同意审签、修改后审签、退回修改'],
    ['signedOff', '报送'],
    ['submitted', '通过、退回重新整理'],
    ['passed', '反馈领导、退回部门、通报'],
    ['closed', '已阅、批示'],
  ] as const)('%s：%s', (stage, expected) => {
    const matter = matterAt(stage)
    const [card] = wantedCards(matter, yunling, 0)
    expect(card && shown(card.kind, matter, card.recipient)).toBe(expected)
  })

  test('上级交办的，没有“反馈领导”', () => {
    const matter = passed(docketOf('M20'))
    expect(shown('consolidate', matter, named('蒋小棠'))).toBe('退回部门、呈区领导审核')
  })

  test('报过办理完毕的，不再有“办理完毕”，别的承办人还有', () => {
    const { matter } = halfFinished()
    expect(shown('handle', matter, named('谷雨'))).toBe('报进展、申请延期')
    expect(shown('handle', matter, named('禾苗'))).toBe('报进展、办理完毕、申请延期')
  })

  test('已阅之后，没有“已阅”', () => {
    const { matter } = given(closed()).by('佟雅宁').when({ action: 'read' }).thenIs('已办结')
    expect(shown('feedback', matter, named('佟雅宁'))).toBe('')
    expect(shown('feedback', matter, named('韩秉文'))).toBe('')
  })

  test('签发过通报的，不再有“签发”，还没签的有', () => {
    const { matter } = given(bulletinDrafted(true))
      .by('韩秉文')
      .when({ action: 'issueBulletin', opinion: '' })
      .thenIs('待签发通报')
    expect(shown('bulletin', matter, named('韩秉文'))).toBe('退回')
    expect(shown('bulletin', matter, named('佟雅宁'))).toBe('签发、退回')
  })

  test('批办过的，领导批办卡片上是“改批”', () => {
    expect(shown('instruct', instructed(), named('田守稼'))).toBe('改批')
  })

  test.each(['status', 'confirm', 'todo'] as const)('%s 卡片不办事', (kind) => {
    expect(shown(kind, instructed(), named('谷雨'))).toBe('')
  })
})

function shown(kind: CardKind, matter: Matter, recipient: string): string {
  const wanted = wantedCards(matter, yunling, 0).find((card) => card.kind === kind)
  const assignment = wanted === undefined ? leadOf(matter) : assignmentFor(matter, wanted)
  const turn = wanted?.turn ?? (assignment ?? matter).turn
  return actionsOn(kind, matter, assignment ?? null, recipient, turn)
    .map((action) => ACTION_ZH[action])
    .join('、')
}
