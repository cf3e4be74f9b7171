// 农村沼气建设工作 on its way, and what waits for whom: for tests in which other people take over.
import { instantOf } from '../../src/domain/time.ts'
import { docketForm } from '../kit/main-circle.ts'
import type { Play } from '../kit/play.ts'
import { goodReport, named } from '../kit/yunling.ts'

/** 农村沼气建设工作 as far as 待批办: 田守稼 has 领导批办. */
export async function untilInstruction(play: Play): Promise<void> {
  await play.say('蒋小棠', '立项')
  await play.tap('蒋小棠', '督查立项', '呈请立项', { ...docketForm('2026-10-14') })
  await play.tap('佟雅宁', '立项阅批', '同意立项', { opinion: '请抓紧。' })
  await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' })
}

/** Ten past nine of that day, with all that falls due by then. */
export async function morning(play: Play, day: string): Promise<void> {
  play.product.clock.set(instantOf(day, '09:10'))
  await play.product.ticks()
  await play.product.settle()
}

/** 农村沼气建设工作 on to 已审签 by 田守稼. */
export async function untilSigned(play: Play): Promise<void> {
  await untilInstruction(play)
  const handlers = [named('谷雨')]
  await play.tap('田守稼', '领导批办', '批办', { mode: 'section', opinion: '请办理。', handlers })
  await play.tap('谷雨', '办理任务', '办理完毕')
  const { achievements, problems, nextSteps } = goodReport
  const report = { achievements, problems, next_steps: nextSteps }
  await play.tap('禾苗', '汇总材料', '呈领导审签', report)
  await play.tap('田守稼', '请审签', '同意审签', {})
}
