// Card JSON 2.0, what holds other components: each whole is taken, each slip is found where it is.
import { behaviors, common, confirm, icon, type Trial, text, tryAtRoot } from './component-trial.ts'

const held = [{ tag: 'hr' }]
const flow = {
  direction: 'horizontal',
  horizontal_spacing: 'small',
  vertical_spacing: '99px',
  horizontal_align: 'center',
  vertical_align: 'bottom',
  padding: '4px 12px',
}

const TRIALS: readonly Trial[] = [
  [
    {
      tag: 'column_set',
      ...common,
      columns: [
        {
          tag: 'column',
          ...common,
          element_id: 'two',
          ...flow,
          width: '600px',
          weight: 5,
          background_style: 'grey-50',
          action: { multi_url: { url: 'https://x.cn' } },
          elements: held,
        },
      ],
      flex_mode: 'flow',
      background_style: 'default',
      horizontal_spacing: '8px',
      horizontal_align: 'left',
      action: {
        multi_url: {
          pc_url: 'https://x.cn',
          ios_url: 'https://x.cn',
          android_url: 'lark://msgcard/unsupported_action',
        },
      },
    },
    [
      { columns: [] },
      { columns: [{ tag: 'column', width: '15px' }] },
      { columns: [{ tag: 'column', width: '601px' }] },
      { columns: [{ tag: 'column', weight: 6 }] },
      { columns: [{ tag: 'column', weight: 0 }] },
      { flex_mode: 'wrap' },
      { vertical_spacing: '8px' },
      { action: { multi_url: {} } },
    ],
  ],
  [
    {
      tag: 'interactive_container',
      ...common,
      ...flow,
      behaviors,
      width: '999px',
      height: '10px',
      background_style: 'laser',
      has_border: true,
      border_color: 'blue',
      corner_radius: '8px',
      disabled: true,
      disabled_tips: text('一'),
      hover_tips: text('一'),
      confirm,
      elements: held,
    },
    [
      { behaviors: [] },
      { behaviors: undefined },
      { elements: undefined },
      { width: '15px' },
      { height: '9px' },
      { border_color: 'laser' },
      { behaviors: [{ type: 'callback', value: 'x' }] },
      { behaviors: [{ type: 'open_url' }] },
      { behaviors: [{ type: 'run' }] },
    ],
  ],
  [
    {
      tag: 'collapsible_panel',
      ...common,
      ...flow,
      header: {
        title: { tag: 'markdown', content: '**一**' },
        background_color: 'grey',
        width: 'auto_when_fold',
        vertical_align: 'center',
        padding: '1px 2px 3px 4px',
        icon,
        icon_position: 'follow_text',
        icon_expanded_angle: -180,
      },
      expanded: true,
      background_color: 'rgba(1, 2, 3, 0.5)',
      border: { color: 'grey', corner_radius: '5px' },
      elements: held,
    },
    [
      { header: undefined },
      { header: { title: text('一'), padding: '4px 8px' } },
      { header: { title: { tag: 'lark_md', content: '一' } } },
      { header: { title: text('一'), icon_expanded_angle: 45 } },
      { header: { title: text('一'), width: '100px' } },
      { elements: 'x' },
    ],
  ],
]

tryAtRoot(TRIALS)
