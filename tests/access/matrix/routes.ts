import type { Routes } from './access'

const onlyKey = { anyKey: 'it says what there is' }

/**
 * Every method that a route offers, and what it asks for. One that is exported and not here has to answer that it is not
 * offered. Below /api/v2 keys come, elsewhere people; to media both.
 */
export const routes: Routes = {
  'app/api/audit/export/route.ts': { POST: 'audit.export' },
  'app/api/audit/verify/route.ts': { POST: 'audit.verify' },
  'app/api/auth/[...nextauth]/route.ts': {
    GET: { anyone: 'next-auth’s own: the session of the cookie, and a token against forged forms' },
    POST: { anyone: 'signs in and out' },
  },
  'app/api/callbacks/detection/[token]/route.ts': {
    POST: { anyone: 'another Docket reports here; the token in the address is the key' },
  },
  'app/api/cases/[number]/bundle/route.ts': { POST: 'audit.export' },
  'app/api/cases/[number]/receipt/route.ts': { POST: 'audit.export' },
  'app/api/cases/[number]/statement/route.ts': { POST: 'audit.export' },
  'app/api/decisions/statements/route.ts': { POST: 'audit.export' },
  'app/api/health/route.ts': { GET: { anyone: 'up or down, for whoever watches the server' } },
  'app/api/health/live/route.ts': { GET: { anyone: 'whether the process answers' } },
  'app/api/health/ready/route.ts': { GET: { anyone: 'whether it can do its work' } },
  'app/api/insights/[chart]/route.ts': { POST: 'insights.export' },
  'app/api/known-media/[listId]/route.ts': { POST: 'known.export' },
  'app/api/known-media/route.ts': { POST: 'known.manage' },
  'app/api/live/route.ts': {
    GET: { anyMember: 'tells that something changed, and not what', withoutSecondStep: true },
  },
  'app/api/media/[id]/route.ts': { GET: 'case.read', HEAD: 'case.read' },
  'app/api/uploads/resumable/[[...id]]/route.ts': {
    POST: 'case.open',
    HEAD: 'case.open',
    PATCH: 'case.open',
    DELETE: 'case.open',
  },
  'app/api/uploads/route.ts': { POST: 'case.open' },
  'app/api/uploadthing/route.ts': { POST: 'case.open' },
  'app/api/v2/[[...path]]/route.ts': { GET: onlyKey, POST: onlyKey, PUT: onlyKey, PATCH: onlyKey, DELETE: onlyKey },
  'app/api/v2/audio_source_tracings/[uuid]/route.ts': { GET: 'case.read' },
  'app/api/v2/audio_source_tracings/route.ts': { GET: 'case.read' },
  'app/api/v2/detect/[uuid]/feedback/route.ts': {
    GET: 'case.read',
    POST: 'feedback.give',
    DELETE: 'feedback.give',
  },
  'app/api/v2/detect/[uuid]/route.ts': { GET: 'case.read', DELETE: 'case.withdraw' },
  'app/api/v2/detect/batch/[uuid]/route.ts': { GET: 'case.read' },
  'app/api/v2/detect/batch/route.ts': { POST: 'case.open' },
  'app/api/v2/detect/route.ts': { GET: 'case.read', POST: 'case.open' },
  'app/api/v2/detects/[uuid]/intelligence/[question_uuid]/route.ts': { GET: 'case.read' },
  'app/api/v2/detects/[uuid]/intelligence/route.ts': { POST: 'question.ask' },
  'app/api/v2/intelligence/route.ts': { POST: 'intelligence.request' },
  'app/api/v2/intelligences/[uuid]/route.ts': { GET: 'case.read' },
  'app/api/v2/intelligences/route.ts': { GET: 'case.read' },
  'app/api/v2/openapi.json/route.ts': { GET: { anyone: 'says what every Docket serves, and tools fetch it as it is' } },
  'app/api/v2/secure_uploads/route.ts': { POST: 'case.open' },
}
