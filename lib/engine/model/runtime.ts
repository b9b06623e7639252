import { ModelProblem } from './model-problem'

/** What runs ONNX models (docs/decisions/0022-model-slot.md). */
export type Runtime = typeof import('onnxruntime-web/wasm')

/** Loads it. Rejects with ModelProblem where the optional package is not installed. */
export async function loadRuntime(
  load: () => Promise<Runtime> = () => import('onnxruntime-web/wasm'),
): Promise<Runtime> {
  const runtime = await load().catch((cause: unknown) => {
    throw new ModelProblem(
      'What runs models is not installed on this server: the optional package onnxruntime-web is missing. An ' +
        'administrator can install it by running npm ci without --omit=optional.',
      { cause },
    )
  })
  // The process of an analysis may start no threads, and the other core is left to the other job.
  runtime.env.wasm.numThreads = 1
  runtime.env.logLevel = 'fatal'
  return runtime
}
