// Rows of the procedure that no test exercises over signed HTTP yet; the pure core's tests do. The list only gets shorter.

export const STILL_BARE: readonly string[] = [
  '§1.2 任何状态 不同意 → （不变）',
  '§1.2 任何状态 催办 → （不变）',
  '按钮 办理提示 · 已知悉',
  '按钮 办理提示 · 报进展',
  '按钮 办理提示 · 申请延期',
  '按钮 延期审批 · 不同意',
  '按钮 改派审批 · 不同意',
  '按钮 催办通知 · 已知悉',
  '按钮 请确认 · 发送',
  '指令 催办 27号 …',
  '指令 提醒设置',
  '答复 未经主要领导审签，不能报送。',
  '答复 办结时间早于现在。',
  '答复 上级时限须晚于本级办结时间。',
  '答复 距上次催办不足4个工作小时。',
  '答复 该事项延期期限内，暂不催办。',
  '答复 该事项已报送，无需催办。',
]
