package dev.bakeoff.fortune;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Fortune {

	@Id
	private int id;

	private String message;

	protected Fortune() {
	}

	public Fortune(int id, String message) {
		this.id = id;
		this.message = message;
	}

	public int getId() {
		return this.id;
	}

	public String getMessage() {
		return this.message;
	}

}
