import { describe, expect, test } from 'vitest'
import { carriesSecrecyMark } from '../../src/domain/secrecy.ts'

describe('密级标志', () => {
  test.each([
    '秘密★',
    '机密★20年',
    '绝密★长期',
    '秘密★1年 云政办发〔2026〕3号',
    '秘密★１年',
    '机密☆20年',
    '机　密★',
    '秘 密 ★ 1年',
    '绝\n密\n★',
    '机密 ★启封',
    '机密⭐10年',
    '机密✩',
    '秘密*1年',
    '机密＊20年',
    '秘密*六个月',
    '绝密*长期',
    '关于防汛工作的通知\n机密*\n各部门：',
    '秘\u200b密\ufe0f★',
    '機密★',
    '批示件（秘密★5年）.pdf',
  ])('%j 有密级标志', (text) => {
    expect(carriesSecrecyMark(text)).toBe(true)
  })

  test.each([
    '不涉及国家秘密、工作秘密',
    '请确认不涉及国家秘密。',
    '加强机密文件管理',
    '绝密级文件清查工作已完成',
    '保守秘密1年以上',
    '**秘密**不得上网',
    '*机密* 是一个例子',
    '不涉及国家秘密*',
    '★ 重点工作：秘密战线纪念馆布展',
    '五星级★★★★★',
    '秘书★密码',
    '',
  ])('%j 只是普通文字', (text) => {
    expect(carriesSecrecyMark(text)).toBe(false)
  })
})
