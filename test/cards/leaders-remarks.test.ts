// What leaders say to one another on the way up or out is not the departments' to read (process §1.1, §8).
import { describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.ts'
import type { Matter } from '../../src/domain/matter.ts'
import type { CardKind } from '../../src/domain/terms.ts'
import { given, REWORK_BY } from '../kit/given.ts'
import { bulletinDrafted, clearedOnce, SUPERIOR } from '../kit/outcome.ts'
import { named } from '../kit/yunling.ts'
import { viewOf } from './course.ts'
import { AT } from './decision-cases.ts'

const REMARK = '此处暗记，只给领导。'

describe('领导之间的意见', () => {
  test('上报审核的意见，部门在督查事项上看不到，督查室看得到', () => {
    const matter = given(clearedOnce())
      .by('沈维岳')
      .when({ action: 'clear', summary: null, opinion: REMARK })
      .thenIs('待上报').matter
    expect(status(matter, officerOf(matter))).not.toContain(REMARK)
    expect(status(matter, named('蒋小棠'))).toContain(REMARK)
  })

  test('退回部门的意见，是给部门的，部门看得到', () => {
    const matter = given(clearedOnce())
      .by('沈维岳')
      .when({
        action: 'returnBrief',
        opinion: REMARK,
        returnTo: SUPERIOR.lead ?? '',
        reworkDeadline: REWORK_BY,
      })
      .thenIs('办理中').matter
    expect(card('compile', matter, officerOf(matter))).toContain(REMARK)
  })

  test('通报的退回意见和签发意见，部门看不到；督查通报只有正文', () => {
    const returned = given(bulletinDrafted())
      .by('韩秉文')
      .when({ action: 'returnBulletin', opinion: REMARK })
      .thenIs('待汇总反馈').matter
    expect(status(returned, named('禾苗'))).not.toContain(REMARK)
    const issued = given(bulletinDrafted())
      .by('韩秉文')
      .when({ action: 'issueBulletin', opinion: REMARK })
      .thenIs('已办结').matter
    const copy = card('feedback', issued, named('禾苗'))
    expect(copy).not.toContain(REMARK)
    expect(copy).toContain('督查通报')
    expect(copy).not.toContain('"button"')
  })
})

function officerOf({ lead }: Matter): string {
  return lead === 'D12' ? named('庄晓晨') : named('禾苗')
}

function status(matter: Matter, who: string): string {
  return card('status', matter, who)
}

function card(kind: CardKind, matter: Matter, who: string): string {
  const more = kind === 'compile' ? {} : { assignmentId: null }
  return JSON.stringify(renderCard(viewOf(kind, matter, who, AT, more)))
}
