import 'reflect-metadata';
import { Body, Controller, Module, Post, StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** Serves one route of Nest 12 that takes what the schema takes, and answers with what the schema returned. */
export async function serveNest(schema) {
  class EventsController {
    receive(event) {
      return event;
    }
  }
  Body({ schema })(EventsController.prototype, 'receive', 0);
  Post()(
    EventsController.prototype,
    'receive',
    Object.getOwnPropertyDescriptor(EventsController.prototype, 'receive'),
  );
  Controller('events')(EventsController);
  class AppModule {}
  Module({ controllers: [EventsController] })(AppModule);
  const app = await NestFactory.create(AppModule, { logger: false });
  app.useGlobalPipes(new StandardSchemaValidationPipe());
  await app.listen(0, '127.0.0.1');
  return { url: `${await app.getUrl()}/events`, close: () => app.close() };
}
