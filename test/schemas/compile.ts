import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Schema } from 'zoom-qss/schemas';

export interface Validators {
  readonly input: ValidateFunction;
  readonly output: ValidateFunction;
}

/** What ajv makes of a schema's two JSON Schemas. It refuses schemas that are unclear, not only wrong ones. */
export function compileSchemas({ '~standard': { jsonSchema } }: Schema<unknown>): Validators {
  const ajv = new Ajv2020({ strict: true });
  const options = { target: 'draft-2020-12' };
  return { input: ajv.compile(jsonSchema.input(options)), output: ajv.compile(jsonSchema.output(options)) };
}
