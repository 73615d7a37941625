package dev.stopwater.examples.springboot;

import dev.stopwater.examples.testkit.ExampleContract;
import dev.stopwater.examples.testkit.Planted;
import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.LiveSettings;
import dev.stopwater.noleaks.NoLeaks;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A real Spring Boot, on Tomcat with virtual threads.
@NoLeaks(
    plantsLeaks = true,
    except = {"Catalina-", "container-", "Cleaner", "http-nio-"})
class SpringBootExampleTest extends ExampleContract {

  @RestController
  static class PlantedController {
    @GetMapping("/{what}")
    String planted(@PathVariable("what") String what) {
      return Planted.answer("/" + what);
    }

    @GetMapping("/begun")
    void begun(HttpServletResponse response) throws IOException {
      response.getOutputStream().write(new byte[100]);
      response.flushBuffer();
      Planted.hang();
    }
  }

  @Override
  protected String route(String path) {
    return "GET /{what}";
  }

  @Override
  protected Served start(LiveSettings settings) {
    SpringApplication application =
        new SpringApplication(SpringBootExample.class, PlantedController.class);
    application.setRegisterShutdownHook(false);
    ConfigurableApplicationContext context =
        application.run(
            "--server.port=0",
            "--logging.level.root=warn",
            "--spring.main.banner-mode=off",
            "--stopwater.live.port=0",
            "--stopwater.live.search-at-most-every=" + settings.ration(),
            "--stopwater.live." + (settings.ends() ? "deadline=" : "late=") + settings.late());
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new Served(port, context.getBean(LiveProfiles.class), context::close);
  }
}
