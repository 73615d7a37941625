package dev.stopwater.resources.importer;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.HashMap;
import java.util.Map;

/// What one model class of the Java client says in its annotations, read without loading it.
///
/// @param fields descriptions by JSON name
record ModelClass(String description, Map<String, String> fields) {

  static ModelClass read(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    Map<String, String> jsonNames = new HashMap<>();
    model
        .fields()
        .forEach(field ->
            jsonNames.put(field.fieldName().stringValue(), text(field, "SerializedName", "value")));
    Map<String, String> fields = new HashMap<>();
    for (MethodModel method : model.methods()) {
      String description = text(method, "ApiModelProperty", "value");
      if (!description.isEmpty()) {
        fields.put(jsonNames.getOrDefault(fieldOf(method), ""), description);
      }
    }
    return new ModelClass(text(model, "ApiModel", "description"), fields);
  }

  /// The field that a getter returns.
  private static String fieldOf(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .filter(FieldInstruction.class::isInstance)
        .map(read -> ((FieldInstruction) read).name().stringValue())
        .findFirst()
        .orElse("");
  }

  private static String text(AttributedElement element, String annotation, String name) {
    return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(attribute -> attribute.annotations().stream())
        .filter(each -> each.className().stringValue().endsWith("/" + annotation + ";"))
        .map(each -> text(each, name))
        .findFirst()
        .orElse("");
  }

  private static String text(Annotation annotation, String name) {
    return annotation.elements().stream()
        .filter(element -> element.name().equalsString(name))
        .map(element -> element.value())
        .filter(AnnotationValue.OfString.class::isInstance)
        .map(value -> ((AnnotationValue.OfString) value).stringValue())
        .findFirst()
        .orElse("");
  }
}
