package org.neume.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Schemas of records as Jackson writes them: every member, null where nothing is known. */
final class RecordSchemas {
  private RecordSchemas() {}

  /** The schema of a record of numbers, texts, lists and records. */
  static Schema of(Class<? extends Record> record) {
    Schema schema = schema(Schema.SchemaType.OBJECT);
    List<String> required = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String name = name(component);
      schema.addProperty(name, member(component));
      if (!mayBeLeftOut(record) && !mayBeLeftOut(component.getAccessor())) {
        required.add(name);
      }
    }
    return schema.required(required);
  }

  private static boolean mayBeLeftOut(AnnotatedElement element) {
    return element.getAnnotation(JsonInclude.class) != null;
  }

  private static String name(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  private static Schema member(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    Schema schema = of(component.getGenericType(), type);
    if (type.getAnnotation(Nullable.class) != null) {
      schema.addType(Schema.SchemaType.NULL);
    }
    return schema;
  }

  private static Schema of(Type type, AnnotatedType annotated) {
    if (type instanceof ParameterizedType list) {
      Type element = list.getActualTypeArguments()[0];
      AnnotatedType of =
          ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0];
      return schema(Schema.SchemaType.ARRAY).items(of(element, of));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return of(plain.asSubclass(Record.class));
    }
    if (plain == String.class) {
      return schema(Schema.SchemaType.STRING);
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return schema(Schema.SchemaType.BOOLEAN);
    }
    boolean whole =
        plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class;
    return schema(whole ? Schema.SchemaType.INTEGER : Schema.SchemaType.NUMBER);
  }

  private static Schema schema(Schema.SchemaType type) {
    return OASFactory.createSchema().type(List.of(type));
  }
}
