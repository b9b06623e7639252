import { Counter, Histogram, type Registry } from 'prom-client'
import type { Meter } from './meter'

/** Methods that have a label of their own: a client may write any word. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Streams last for as long as their page is open. */
const endless = new Set(['/api/live'])

/** The counters and histograms of requests and jobs, in a registry. Seconds throughout. */
export function openMeter(registry: Registry): Meter {
  const registers = [registry]
  const requests = new Counter({
    name: 'docket_http_requests_total',
    help: 'Requests answered, by the pattern of their route.',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  })
  const durations = new Histogram({
    name: 'docket_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer; live streams are left out.',
    labelNames: ['route', 'method'] as const,
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers,
  })
  const jobs = new Counter({
    name: 'docket_jobs_total',
    help: 'Jobs that a worker has run, by kind and outcome; one that fails is mostly tried again.',
    labelNames: ['job', 'outcome'] as const,
    registers,
  })
  const jobDurations = new Histogram({
    name: 'docket_job_duration_seconds',
    help: 'Time a job took.',
    labelNames: ['job'] as const,
    buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900],
    registers,
  })
  return {
    request({ method = '', route, status, milliseconds }) {
      const labels = { route, method: methods.has(method) ? method : 'other' }
      requests.inc({ ...labels, status: `${Math.floor(status / 100)}xx` })
      if (!endless.has(route)) durations.observe(labels, milliseconds / 1000)
    },
    job({ name, outcome, milliseconds }) {
      jobs.inc({ job: name, outcome })
      jobDurations.observe({ job: name }, milliseconds / 1000)
    },
  }
}
