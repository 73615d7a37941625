package dev.stopwater.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Spring Boot on port 8080, its profiles on 6060: there is nothing to write, the dependency
/// `stopwater-live` is all. Virtual threads are turned on in `application.properties`.
@SpringBootApplication
@RestController
public class SpringBootExample {

  public static void main(String[] args) {
    SpringApplication.run(SpringBootExample.class, args);
  }

  @GetMapping("/hello")
  public String hello() {
    return "hello";
  }
}
