// The app looking at itself: which scopes it was granted, which version is out, which events that one is subscribed to.
import { CALLBACKS, KNOWN_EVENTS, KNOWN_SCOPES } from '../catalogue.ts'
import type { Answer, Call, Endpoint } from '../platform.ts'
import { refusal } from '../refusal.ts'

const SELF = ['application:application:self_manage', 'admin:app.info:readonly']
const VERSION = [
  'application:application:self_manage',
  'application:application.app_version:readonly',
]

export const applicationEndpoints: readonly Endpoint[] = [
  {
    name: 'granted_scopes',
    method: 'GET',
    path: '/application/v6/scopes',
    scopes: [],
    bucket: 'granted_scopes',
    handle: ({ platform: { state } }) => ({
      data: {
        scopes: [...KNOWN_SCOPES].map((name) => ({
          scope_name: name,
          grant_status: state.scopes.has(name) ? 1 : 2,
        })),
      },
    }),
  },
  {
    name: 'application',
    method: 'GET',
    path: '/application/v6/applications/:app_id',
    scopes: SELF,
    bucket: 'application',
    handle: application,
  },
  {
    name: 'app_version',
    method: 'GET',
    path: '/application/v6/applications/:app_id/app_versions/:version_id',
    scopes: VERSION,
    bucket: 'app_version',
    handle: appVersion,
  },
]

function application(call: Call): Answer {
  checkSelf(call)
  const { state, settings } = call.platform
  return {
    data: {
      app: {
        app_id: state.app.appId,
        status: settings.published ? 1 : 2,
        scene_type: 0,
        app_name: state.bot.name,
        online_version_id: settings.published ? versionId(call) : '',
        unaudit_version_id: '',
      },
    },
  }
}

function appVersion(call: Call): Answer {
  checkSelf(call)
  const { settings, unwanted } = call.platform
  if (!settings.published || call.param('version_id') !== versionId(call)) throw refusal(210507)
  const events = KNOWN_EVENTS.filter((type) => !unwanted.has(type) && !CALLBACKS.has(type))
  return {
    data: {
      app_version: {
        app_id: call.platform.state.app.appId,
        version: '1.0.0',
        version_id: versionId(call),
        status: 1,
        events,
        event_infos: events.map((type) => ({ event_type: type, event_name: type })),
        ability: settings.bot ? { bot: { card_request_url: '' } } : {},
      },
    },
  }
}

/** Another app needs another scope, which nobody is given here; `lang` is demanded. */
function checkSelf(call: Call): void {
  const { appId } = call.platform.state.app
  if (call.query('lang') === undefined) throw refusal(230001, 'lang is required')
  if (!['me', appId].includes(call.param('app_id'))) throw refusal(210508)
}

function versionId({ platform }: Call): string {
  return `oav_${platform.state.app.appId}`
}
