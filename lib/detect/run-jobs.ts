import type { Job, JobPayload, JobTiming } from '@/lib/jobs/payloads'
import type { DetectorName } from './detectors/detector'

interface Run {
  teamId: string
  detectionId: string
  detector: DetectorName
}

/**
 * The job that begins a run, `startAfterSeconds` from now: the engine here, or handing it to a Detect API. The latter have
 * lanes of their own, and are a group by team, since they wait for somebody else's server.
 */
export function runJob({ teamId, detectionId, detector }: Run, startAfterSeconds = 0): Job {
  const payload = { teamId, detectionId }
  return detector === 'remote'
    ? ['detection.send', payload, ofTeam(teamId, startAfterSeconds)]
    : ['detection.run', payload, due(startAfterSeconds)]
}

/** The job that asks a Detect API about a run, `startAfterSeconds` from now; `ask` as in the job's payload. */
export function askJob(payload: JobPayload<'detection.poll'>, startAfterSeconds = 0): Job {
  return ['detection.poll', payload, ofTeam(payload.teamId, startAfterSeconds)]
}

function ofTeam(teamId: string, startAfterSeconds: number): JobTiming {
  return { group: teamId, ...due(startAfterSeconds) }
}

function due(seconds: number): JobTiming {
  return seconds > 0 ? { startAfterSeconds: Math.ceil(seconds) } : {}
}
