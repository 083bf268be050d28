#!/usr/bin/env node
import { run } from './run.js';

// A reader of standard error may close it (`2>&1 | head`). That is not a reason to crash.
process.stderr.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), process);
