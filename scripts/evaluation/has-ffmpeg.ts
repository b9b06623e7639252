import { spawnSync } from 'node:child_process'

export const missingFfmpeg = 'It writes sound and video with ffmpeg: apt-get install ffmpeg.'

/** Whether there is an ffmpeg to write sets with; an evaluation without one leaves its card as it is. */
export function hasFfmpeg(): boolean {
  return spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0
}
