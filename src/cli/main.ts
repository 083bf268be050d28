#!/usr/bin/env node
import { run } from './run.js';

// Whoever reads the messages may stop reading; there is nobody left to tell.
process.stderr.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), process);
