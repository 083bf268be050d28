import { type Shape, shapeRegistry } from '../../src/shapes/shape.js';

/** A shape in the notation of src/generated, with types that it may name. */
export function shapeOf(notation: string, types: Record<string, string> = {}): Shape {
  const shape = shapeRegistry({ ...types, Root: notation })('Root');
  if (shape === undefined) throw new Error('There is no shape.');
  return shape;
}
