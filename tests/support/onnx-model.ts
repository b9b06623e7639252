/**
 * Writes ONNX models of a few operations by hand, so that the tests run real ones: protobuf after onnx.proto3
 * (github.com/onnx/onnx), opset 17.
 */
type Field = Uint8Array

export interface Tensor {
  name: string
  dims: number[]
  values: number[]
}

export interface Operation {
  op: string
  inputs: string[]
  outputs: string[]
  /** Whole-number attributes. */
  ints?: Record<string, number>
}

export interface Value {
  name: string
  /** A text is a size that is known only when it runs. */
  dims: (number | string)[]
}

export interface OnnxModel {
  inputs: Value[]
  outputs: Value[]
  weights: Tensor[]
  operations: Operation[]
}

/** The bytes of an `.onnx` file. All tensors are float32. */
export function onnxModel(model: OnnxModel): Buffer {
  const graph = [
    ...model.operations.map((operation) => block(1, operationFields(operation))),
    text(2, 'test'),
    ...model.weights.map((weight) => block(5, tensorFields(weight))),
    ...model.inputs.map((value) => block(11, valueFields(value))),
    ...model.outputs.map((value) => block(12, valueFields(value))),
  ]
  return Buffer.concat([whole(1, 8), block(7, graph), block(8, [text(1, ''), whole(2, 17)])])
}

/** A model of pictures: mean of each colour, times `weights`, plus `bias`; one logit for each entry of `bias`. */
export function meanColourModel(weights: number[], bias: number[], last?: 'Sigmoid' | 'Softmax'): Buffer {
  const logits = last ? 'logits' : 'out'
  return onnxModel({
    inputs: [{ name: 'pixels', dims: ['batch', 3, 'height', 'width'] }],
    outputs: [{ name: 'out', dims: ['batch', bias.length] }],
    weights: [
      { name: 'weights', dims: [3, bias.length], values: weights },
      { name: 'bias', dims: [bias.length], values: bias },
    ],
    operations: [
      { op: 'GlobalAveragePool', inputs: ['pixels'], outputs: ['pooled'] },
      { op: 'Flatten', inputs: ['pooled'], outputs: ['means'], ints: { axis: 1 } },
      { op: 'Gemm', inputs: ['means', 'weights', 'bias'], outputs: [logits] },
      ...(last
        ? [{ op: last, inputs: [logits], outputs: ['out'], ...(last === 'Softmax' && { ints: { axis: 1 } }) }]
        : []),
    ],
  })
}

function operationFields({ op, inputs, outputs, ints = {} }: Operation): Field[] {
  const attributes = Object.entries(ints).map(([name, value]) =>
    block(5, [text(1, name), whole(3, value), whole(20, 2)]),
  )
  return [...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name)), text(4, op), ...attributes]
}

function tensorFields({ name, dims, values }: Tensor): Field[] {
  const raw = new Uint8Array(Float32Array.from(values).buffer)
  return [...dims.map((size) => whole(1, size)), whole(2, 1), text(8, name), bytes(9, raw)]
}

function valueFields({ name, dims }: Value): Field[] {
  const sizes = dims.map((size) => block(1, [typeof size === 'number' ? whole(1, size) : text(2, size)]))
  return [text(1, name), block(2, [block(1, [whole(1, 1), block(2, sizes)])])]
}

function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  do {
    const more = rest > 127n ? 128 : 0
    out.push(Number(rest & 127n) | more)
    rest >>= 7n
  } while (rest > 0n)
  return Uint8Array.from(out)
}

const whole = (field: number, value: number): Field => Buffer.concat([varint(field << 3), varint(value)])
const bytes = (field: number, value: Uint8Array): Field =>
  Buffer.concat([varint((field << 3) | 2), varint(value.length), value])
const text = (field: number, value: string): Field => bytes(field, Buffer.from(value))
const block = (field: number, fields: Field[]): Field => bytes(field, Buffer.concat(fields))
