package dev.bakeoff.fortune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class FortuneController {

	private final FortuneRepository fortunes;

	FortuneController(FortuneRepository fortunes) {
		this.fortunes = fortunes;
	}

	@GetMapping("/fortunes")
	String fortunes(Model model) {
		List<Fortune> all = new ArrayList<>(this.fortunes.findAll());
		all.add(new Fortune(0, "Additional fortune added at request time."));
		all.sort(Comparator.comparing(Fortune::getMessage));
		model.addAttribute("fortunes", all);
		return "fortunes";
	}

}
