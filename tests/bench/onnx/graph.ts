import { bytes, encoded, integer, message, text, type Message } from './protobuf.ts'

/** Field numbers and types as onnx.proto has them. */
const FLOAT = 1
const INT32 = 6
const INT64 = 7
const IR_VERSION = 8
const OPSET = 13

/** An ONNX graph being written; `add` gives the name of what a node computes. */
export interface Graph {
  add(operator: string, inputs: readonly string[], attributes?: Readonly<Record<string, number>>): string
  floats(name: string, values: Float32Array, shape: readonly number[]): string
  integers(name: string, values: readonly number[]): string
  input(name: string, type: 'float32' | 'int32', columns: number): string
  /** The model's bytes, this value being its output. */
  model(output: string): Uint8Array<ArrayBuffer>
}

export function createGraph(): Graph {
  const nodes: Message[] = []
  const initializers: Message[] = []
  const inputs: Message[] = []
  return {
    add(operator, names, attributes = {}) {
      const output = `${operator} ${nodes.length}`
      const settings = Object.entries(attributes).map(([name, value]) =>
        message(5, text(1, name), integer(3, value), integer(20, 2))
      )
      nodes.push(message(1, ...names.map((name) => text(1, name)), text(2, output), text(4, operator), ...settings))
      return output
    },
    floats(name, values, shape) {
      const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
      initializers.push(tensor(name, FLOAT, shape, raw))
      return name
    },
    integers(name, values) {
      const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
      initializers.push(tensor(name, INT64, [values.length], raw))
      return name
    },
    input(name, type, columns) {
      inputs.push(message(11, ...rowsOf(name, type === 'float32' ? FLOAT : INT32, columns)))
      return name
    },
    model(output) {
      const outputs = message(12, ...rowsOf(output, FLOAT, 1))
      const graph = message(7, ...nodes, text(2, 'network'), ...initializers, ...inputs, outputs)
      return encoded(integer(1, IR_VERSION), graph, message(8, text(1, ''), integer(2, OPSET)))
    },
  }
}

function tensor(name: string, type: number, shape: readonly number[], raw: Uint8Array): Message {
  return message(5, ...shape.map((side) => integer(1, side)), integer(2, type), text(8, name), bytes(9, raw))
}

/** A matrix of as many rows as come. */
function rowsOf(name: string, type: number, columns: number): Message[] {
  const shape = message(2, message(1, text(2, 'rows')), message(1, integer(1, columns)))
  return [text(1, name), message(2, message(1, integer(1, type), shape))]
}
