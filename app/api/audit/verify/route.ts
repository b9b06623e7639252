import { authorise } from '@/lib/access/authorise'
import { authenticateMember } from '@/lib/access/session'
import { verifyTrail } from '@/lib/audit/verify-trail'
import { DocketError } from '@/lib/errors'
import { errorResponse } from '@/lib/http/error-response'
import { streamProgress } from '@/lib/http/progress-lines'
import { assertSameOrigin } from '@/lib/http/same-origin'

/** Teams whose trail this process is verifying. */
const running = new Set<string>()

/** Verifies the team's trail; answers lines of JSON while it does: `{"done"}`, and at last `{"result"}` or `{"failure"}`. */
export async function POST(request: Request): Promise<Response> {
  try {
    assertSameOrigin(request.headers)
    const member = await authenticateMember()
    authorise(member, 'audit.verify')
    if (running.has(member.teamId)) {
      throw new DocketError('conflict', 'The trail is being verified at this moment. Its result will be here shortly.')
    }
    running.add(member.teamId)
    // It goes on when the page is left: its result is an event either way.
    return streamProgress(async (tell) => {
      try {
        return await verifyTrail(member, tell)
      } finally {
        running.delete(member.teamId)
      }
    })
  } catch (error) {
    return errorResponse(error)
  }
}
